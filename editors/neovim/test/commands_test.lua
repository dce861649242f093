-- The `:Imrlint` command, the health check and the help file.

local editor = require('editor')

return {
  ['folder fills the quickfix list'] = function()
    vim.cmd('Imrlint folder examples/broken')
    local items = editor.eventually('the quickfix list', function()
      local items = vim.fn.getqflist()
      return #items > 0 and items
    end)
    local texts = vim.tbl_map(function(item)
      return vim.fs.basename(vim.fn.bufname(item.bufnr)) .. ':' .. item.lnum .. ' ' .. item.text:sub(1, 4)
    end, items)
    assert(vim.list_contains(texts, 'no-summary.imr:22 S001'), vim.inspect(texts))
    vim.cmd.cclose()
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

  ['commands complete, and a wrong one says which there are'] = function()
    editor.equal({ 'restart', 'rule' }, vim.fn.getcompletion('Imrlint r', 'cmdline'))
    local said = vim.fn.execute('silent! Imrlint nonsense')
    assert(said:find('there is no command nonsense; there are'), said)
  end,

  ['new opens a letter, or a template, of a year'] = function()
    local function new(command, filetype)
      vim.cmd(command)
      editor.eventually('the ' .. filetype, function()
        return vim.bo.filetype == filetype and editor.text():find('CLINICAL CASE SUMMARY', 1, true)
      end)
    end
    new('Imrlint new 2015', 'imr')
    new('Imrlint new 2015 template', 'imrt')
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
