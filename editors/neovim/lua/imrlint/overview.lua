-- The letter's issues with verdict, conclusion and citations, and what it lacks, in a window of its own. It
-- follows the letter while it changes; <Enter> goes to the place.

local run = require('imrlint.run')

local M = {}

local DETERMINATIONS = { upheld = 'Upheld', overturned = 'Overturned', partial = 'Partially overturned' }
local FIELDS = {
  administratorGuideline = "administrator's guideline",
  reviewerGuideline = "reviewer's guideline",
  rationale = 'rationale',
}
local VERDICTS = { upheld = 'Upheld', overturned = 'Overturned', other = 'other words' }

--- The lines to show, each with the range it is about.
---@return { text: string, range: lsp.Range? }[]
local function lines(overview)
  local all = {}
  local function add(text, range)
    table.insert(all, { text = text, range = range })
  end
  add('Determination: ' .. (DETERMINATIONS[overview.determination] or 'open'))
  add('')
  if #overview.lacks > 0 then
    add('Still lacking')
    for _, lack in ipairs(overview.lacks) do
      add(('  ! %s (%s)'):format(lack.message, lack.code), lack.range)
    end
    add('')
  end
  for _, issue in ipairs(overview.issues) do
    add(('%d. %s: %s'):format(issue.number, issue.title, VERDICTS[issue.verdict] or 'NO VERDICT'), issue.titleRange)
    local conclusion = issue.conclusion
    if type(conclusion) ~= 'table' then
      add('   no conclusion', issue.titleRange)
    elseif conclusion.agrees == false then
      add('   ! the conclusion says ' .. VERDICTS[conclusion.says], conclusion.range)
    else
      add('   conclusion: ' .. VERDICTS[conclusion.says], conclusion.range)
    end
    for _, field in ipairs(issue.fields) do
      if not field.present then
        add('   ! no ' .. FIELDS[field.field], issue.titleRange)
      end
    end
    for _, citation in ipairs(issue.citation.citations) do
      add((citation.doubtful and '   ! cites ' or '   cites ') .. citation.document, citation.range)
    end
    if issue.citation.state == 'none' then
      add('   ! cites nothing', issue.titleRange)
    end
  end
  return all
end

local function go(letter, place, encoding)
  if place and place.range then
    local location = { uri = vim.uri_from_bufnr(letter), range = place.range }
    vim.lsp.util.show_document(location, encoding, { focus = true, reuse_win = true })
  end
end

---@type table<integer, { view: integer, lines: table[] }>
local open = {}

local function ask(letter, client, done)
  local params = { textDocument = { uri = vim.uri_from_bufnr(letter) } }
  -- Neovim 0.10 has no methods on clients.
  local request = vim.fn.has('nvim-0.11') == 1 and function(...)
    return client:request(...)
  end or client.request
  request('imrlint/overview', params, function(_, overview)
    if type(overview) == 'table' then
      local all = lines(overview)
      done(all, table.concat(vim.tbl_map(function(line)
        return line.text
      end, all), '\n'))
    end
  end, letter)
end

--- Shows the overview of the letter before the user.
function M.open()
  local letter = vim.api.nvim_get_current_buf()
  local client = require('imrlint').client(letter)
  if not client then
    vim.notify('imrlint: no server runs for this letter; see :checkhealth imrlint', vim.log.levels.WARN)
    return
  end
  ask(letter, client, function(all, text)
    local view = run.show('imrlint://overview/' .. letter, text, 'imrlintoverview')
    open[letter] = { view = view, lines = all }
    vim.keymap.set('n', '<CR>', function()
      go(letter, open[letter].lines[vim.fn.line('.')], client.offset_encoding)
    end, { buffer = view, desc = 'Go to the place' })
  end)
end

--- Reads the overview of a letter anew where it is shown.
---@param uri string
function M.changed(uri)
  local letter = vim.uri_to_bufnr(uri)
  local shown = open[letter]
  local client = require('imrlint').client(letter)
  if not shown or not client then
    return
  end
  ask(letter, client, function(all, text)
    if vim.api.nvim_buf_is_valid(shown.view) then
      shown.lines = all
      run.fill(shown.view, text)
    end
  end)
end

return M
