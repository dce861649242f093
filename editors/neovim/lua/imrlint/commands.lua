-- What `:Imrlint NAME` does, a function for each name.

local run = require('imrlint.run')

local M = {}

---@type table<string, fun(args: string[])>
local commands = {}

local function stopped(client, force)
  vim.lsp.stop_client(client.id, force)
  return vim.wait(1000, function()
    return client:is_stopped()
  end, 20)
end

--- Stops the server, by force if it does not listen, and starts it anew for the letters that are open: also when it
--- has ended by itself.
function commands.restart()
  local clients = vim.lsp.get_clients({ name = 'imrlint' })
  for _, client in ipairs(clients) do
    local _ = stopped(client, false) or stopped(client, true)
  end
  local letters = require('imrlint').start()
  local server = #clients > 0 and 'restarted' or 'started'
  vim.notify(('imrlint: %s for %d %s'):format(server, letters, letters == 1 and 'letter' or 'letters'))
end

local KINDS = { error = 'E', warning = 'W', info = 'I', hint = 'N' }

--- The column of a finding in bytes, which the quickfix list counts; where the text cannot be read, in characters.
local function byte_column(found)
  local row, column = found.location.row, found.location.column
  local ok, lines = pcall(vim.fn.readfile, found.filename, '', row)
  local byte = ok and lines[row] and vim.fn.byteidx(lines[row], column - 1) or -1
  return byte < 0 and column or byte + 1
end

--- Lints a folder, the working directory unless one is named, into the quickfix list.
function commands.folder(args)
  local folder = #args > 0 and vim.fn.expand(table.concat(args, ' ')) or vim.fn.getcwd()
  run.binary({ 'check', '--output-format', 'json', folder }, function(output)
    local items = vim.tbl_map(function(found)
      return {
        filename = found.filename,
        lnum = found.location.row,
        col = byte_column(found),
        type = KINDS[found.severity],
        text = found.code .. ' ' .. found.message,
      }
    end, vim.json.decode(output))
    vim.fn.setqflist({}, ' ', { title = 'imrlint ' .. folder, items = items })
    if #items == 0 then
      vim.notify('imrlint: nothing found in ' .. folder)
    else
      vim.cmd.copen()
    end
  end, function(result)
    -- One letter that cannot be read makes it end with 2, with the findings of all others.
    return vim.startswith(result.stdout, '[\n')
  end)
end

--- Applies every safe fix to the letter.
function commands.fix()
  vim.lsp.buf.code_action({ context = { only = { 'source.fixAll.imrlint' }, diagnostics = {} }, apply = true })
end

--- Shows what there is to know of the place under the cursor: citation, drug, verdict, section.
function commands.explain()
  vim.lsp.buf.hover()
end

--- Shows the page of a rule: the one named, else that of the finding under the cursor.
function commands.rule(args)
  local code = args[1]
  if not code then
    local lnum, column = vim.fn.line('.') - 1, vim.fn.col('.') - 1
    for _, found in ipairs(vim.diagnostic.get(0, { lnum = lnum })) do
      local here = found.lnum < lnum or found.col <= column
      code = (here or not code) and found.source == 'imrlint' and found.code or code
    end
  end
  if not code then
    vim.notify('imrlint: no finding here; name a rule, as in :Imrlint rule S001', vim.log.levels.WARN)
    return
  end
  run.binary({ 'explain', '--output-format', 'markdown', code }, function(output)
    run.show('imrlint://rule/' .. code, output, 'markdown')
  end)
end

--- A name in the working directory that no file and no buffer has yet: `letter.imr`, `letter-2.imr`.
local function unused_name(stem, extension)
  for number = 1, math.huge do
    local name = ('%s%s.%s'):format(stem, number == 1 and '' or '-' .. number, extension)
    local path = vim.fs.joinpath(vim.fn.getcwd(), name)
    if vim.fn.bufexists(path) == 0 and not vim.uv.fs_stat(path) then
      return path
    end
  end
end

--- Opens a new letter of a profile, named by id or year, or a template: `:Imrlint new 2015 template`.
function commands.new(args)
  local flags, filetype = {}, 'imr'
  for _, arg in ipairs(args) do
    if arg == 'template' then
      filetype = 'imrt'
      table.insert(flags, '--template')
    else
      vim.list_extend(flags, { '--profile', arg })
    end
  end
  run.binary(vim.list_extend({ 'new' }, flags), function(output)
    vim.cmd.enew()
    -- A letter without a name has no address that the server could tell from another's.
    vim.api.nvim_buf_set_name(0, unused_name('letter', filetype))
    vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.split(vim.trim(output), '\n'))
    vim.bo.filetype = filetype
  end)
end

--- Reads a guideline's official document: `:Imrlint import chronic-pain-2009 FILE`.
function commands.import(args)
  if #args < 2 then
    vim.notify('imrlint: name the guideline and the file, as in :Imrlint import chronic-pain-2009 mtus.pdf')
    return
  end
  local guideline, file = args[1], vim.fn.expand(table.concat(args, ' ', 2))
  run.binary({ 'guideline', 'import', guideline, file }, function(output)
    run.show('imrlint://import/' .. guideline, output, 'text')
    commands.restart()
  end)
end

--- Shows the letter's issues with verdict, conclusion and citations, and what the letter lacks.
function commands.overview()
  require('imrlint.overview').open()
end

--- Runs a command line's words.
---@param words string[]
function M.run(words)
  local name = words[1]
  local command = commands[name]
  if not command then
    vim.notify('imrlint: there is no command ' .. name .. '; there are ' .. table.concat(M.names(), ', '), vim.log.levels.ERROR)
    return
  end
  command(vim.list_slice(words, 2))
end

function M.names()
  local names = vim.tbl_keys(commands)
  table.sort(names)
  return names
end

--- Names that a command line may go on with.
function M.complete(lead, line)
  local words = vim.split(line, '%s+', { trimempty = true })
  if #words > 2 or (#words == 2 and lead == '') then
    return vim.list_contains({ 'import', 'folder' }, words[2]) and vim.fn.getcompletion(lead, 'file') or {}
  end
  return vim.tbl_filter(function(name)
    return vim.startswith(name, lead)
  end, M.names())
end

return M
