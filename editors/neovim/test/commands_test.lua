-- The `:Imrlint` command, the health check and the help file.

local editor = require('editor')

--- What the quickfix list holds, as `file:line:column CODE`, once it holds something.
local function quickfix()
  local items = editor.eventually('the quickfix list', function()
    local items = vim.fn.getqflist()
    return #items > 0 and items
  end)
  return vim.tbl_map(function(item)
    return ('%s:%d:%d %s'):format(vim.fs.basename(vim.fn.bufname(item.bufnr)), item.lnum, item.col, item.text:sub(1, 4))
  end, items)
end

--- A new folder with files, by name and text.
---@param files table<string, string>
local function folder_of(files)
  local folder = vim.fn.tempname() .. '/two words'
  vim.fn.mkdir(folder, 'p')
  for name, text in pairs(files) do
    local file = assert(io.open(folder .. '/' .. name, 'wb'))
    file:write(text)
    file:close()
  end
  return folder
end

--- What is said while something is done, and until it says `expected`.
local function says(expected, act)
  vim.cmd.messages('clear')
  act()
  editor.eventually('the message ' .. expected, function()
    return vim.fn.execute('messages'):find(expected, 1, true)
  end)
end

--- The text of the window that a command opens, once it holds a text.
local function opens(command, text)
  vim.cmd(command)
  editor.eventually(text, function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
      if table.concat(lines, '\n'):find(text, 1, true) then
        return true
      end
    end
  end)
end

return {
  ['folder fills the quickfix list'] = function()
    vim.fn.setqflist({})
    vim.cmd('Imrlint folder examples/broken')
    local found = quickfix()
    assert(vim.list_contains(found, 'no-summary.imr:22:9 S001'), vim.inspect(found))
    vim.cmd.cclose()
  end,

  ['folder takes a name of several words, skips what cannot be read, and counts bytes'] = function()
    vim.fn.setqflist({})
    local accents = editor.example('clean/2015-pages.imr'):gsub('The guideline allows', 'née née the the guideline allows')
    local folder = folder_of({ ['bytes.imr'] = accents, ['broken.imr'] = 'a\0b\0\1' })
    vim.cmd('Imrlint folder ' .. folder)
    local found = quickfix()
    assert(vim.list_contains(found, 'broken.imr:1:1 E001'), vim.inspect(found))
    assert(vim.list_contains(found, 'bytes.imr:48:31 P001'), vim.inspect(found))
    vim.cmd.cclose()
  end,

  ['folder says when there is no letter'] = function()
    says('there is no letter here', function()
      vim.cmd('Imrlint folder ' .. folder_of({}))
    end)
  end,

  ['restart brings the server back to every letter'] = function()
    editor.open(editor.example('broken/no-summary.imr'))
    editor.finds('S001:22')
    local before = editor.server().id
    vim.cmd('Imrlint restart')
    editor.eventually('a new server', function()
      return editor.server().id ~= before
    end)
    editor.finds('S001:22')
  end,

  ['restart starts a server that has ended by itself'] = function()
    editor.open(editor.example('broken/no-summary.imr'))
    editor.finds('S001:22')
    vim.lsp.stop_client(vim.lsp.get_clients({ name = 'imrlint' }), true)
    editor.eventually('the end of the server', function()
      return #vim.lsp.get_clients({ name = 'imrlint' }) == 0
    end)
    says('started for 1 letter', function()
      vim.cmd('Imrlint restart')
    end)
    editor.server()
    editor.finds('S001:22')
  end,

  ['rule shows the page of the finding under the cursor, or of the one that is named'] = function()
    editor.open(editor.example('broken/a-hurried-draft.imr'))
    editor.finds('S009:19')
    editor.go('Californa')
    opens('Imrlint rule', '# S009')
    opens('Imrlint rule V001', '# V001')
    says('Q999', function()
      vim.cmd('Imrlint rule Q999')
    end)
    vim.cmd.only()
  end,

  ['explain shows the card under the cursor'] = function()
    editor.open(editor.example('clean/2015-pages.imr'))
    editor.server()
    editor.go('Cyclobenzaprine (Flexeril); Muscle relaxants')
    opens('Imrlint explain', 'Chronic Pain')
    vim.cmd('fclose!')
  end,

  ['import says why a file is no guideline'] = function()
    local folder = folder_of({ ['guideline.txt'] = 'This is no guideline.' })
    says('two words/guideline.txt', function()
      vim.cmd('Imrlint import chronic-pain-2009 ' .. folder .. '/guideline.txt')
    end)
  end,

  ['commands complete, and a wrong one says which there are'] = function()
    editor.equal({ 'restart', 'rule' }, vim.fn.getcompletion('Imrlint r', 'cmdline'))
    local said = vim.fn.execute('silent! Imrlint nonsense')
    assert(said:find('there is no command nonsense; there are'), said)
  end,

  ['new opens a letter, or a template, of a year, each with a name of its own'] = function()
    local function new(command, name)
      vim.cmd(command)
      editor.eventually(name, function()
        return vim.fs.basename(vim.api.nvim_buf_get_name(0)) == name and editor.text():find('CLINICAL CASE SUMMARY', 1, true)
      end)
      editor.equal(name:match('[^.]*$'), vim.bo.filetype)
    end
    new('Imrlint new 2015', 'letter.imr')
    new('Imrlint new 2015', 'letter-2.imr')
    new('Imrlint new 2015 template', 'letter.imrt')
  end,

  ['health is green'] = function()
    editor.open(editor.example('clean/2015-pages.imr'))
    editor.server()
    vim.cmd.checkhealth('imrlint')
    local report = editor.text()
    vim.cmd.bwipeout()
    assert(report:find('is version 0.1.0', 1, true), report)
    assert(report:find('the server runs for 1 letter', 1, true), report)
    assert(not report:find('ERROR') and not report:find('WARNING'), report)
  end,

  ['help is there'] = function()
    vim.cmd.helptags('editors/neovim/doc')
    vim.cmd.help('imrlint-setup')
    assert(editor.text():find("vim.lsp.enable('imrlint')", 1, true))
    vim.cmd.helpclose()
  end,
}
