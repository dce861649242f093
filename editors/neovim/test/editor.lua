-- What the tests do with Neovim, in the words of a user. Waiting ends as soon as what is awaited is there.

local M = {}

local PATIENCE_MS = 30000

--- Waits until `condition` gives something, and returns it.
function M.eventually(what, condition)
  local found
  local ok = vim.wait(PATIENCE_MS, function()
    found = condition()
    return found
  end, 20)
  assert(ok, 'waited in vain for ' .. what)
  return found
end

function M.equal(expected, found)
  assert(
    vim.deep_equal(expected, found),
    ('expected %s\nfound %s'):format(vim.inspect(expected), vim.inspect(found))
  )
end

--- An example letter of the project, by its path below `examples`.
function M.example(path)
  return table.concat(vim.fn.readfile('examples/' .. path), '\n') .. '\n'
end

--- Writes a letter into a new folder and opens it.
function M.open(text, name)
  local path = vim.fn.tempname() .. '/' .. (name or 'draft.imr')
  vim.fn.mkdir(vim.fs.dirname(path), 'p')
  vim.fn.writefile(vim.split(text, '\n'), path, 'b')
  vim.cmd.edit(path)
  return path
end

--- The server that the letter before us is attached to.
function M.server()
  return M.eventually('the server', function()
    local client = require('imrlint').client()
    return client and client.initialized and client
  end)
end

--- The codes found in the letter before us, with their lines from one: `S001:3`.
function M.findings()
  local found = vim.tbl_map(function(diagnostic)
    return ('%s:%d'):format(diagnostic.code, diagnostic.lnum + 1)
  end, vim.diagnostic.get(0))
  table.sort(found)
  return found
end

--- Waits until the letter's findings hold this one.
function M.finds(expected)
  local ok = vim.wait(PATIENCE_MS, function()
    return vim.list_contains(M.findings(), expected)
  end, 20)
  assert(ok, 'expected ' .. expected .. ', found ' .. vim.inspect(M.findings()))
end

--- Waits until no finding of a rule is left.
function M.finds_no(code)
  local ok = vim.wait(PATIENCE_MS, function()
    return not table.concat(M.findings(), ' '):find(code, 1, true)
  end, 20)
  assert(ok, 'expected no ' .. code .. ', found ' .. vim.inspect(M.findings()))
end

--- Puts the cursor on the first place of a text.
function M.go(text)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  assert(vim.fn.search('\\V' .. vim.fn.escape(text, '\\'), 'c') > 0, 'no such text: ' .. text)
end

--- The text before us.
function M.text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
end

return M
