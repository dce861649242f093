-- Folds that the server tells: what Neovim can do since 0.11.

local editor = require('editor')

return {
  ['folds come from the server'] = function()
    editor.open(editor.example('clean/2015-pages.imr'))
    editor.server()
    editor.eventually('a fold', function()
      return vim.wo.foldmethod == 'expr' and vim.fn.foldlevel(vim.fn.search('Decision rationale', 'wn')) > 0
    end)
  end,

  ['folds are in every window, and an answer for a buffer that is gone is no error'] = function()
    editor.open(editor.example('clean/2015-pages.imr'))
    editor.server()
    vim.cmd.split()
    editor.equal('expr', vim.wo.foldmethod)
    for _ = 1, 20 do
      editor.open(editor.example('clean/2015-pages.imr'))
      editor.server()
      vim.cmd('redraw | silent! bwipeout!')
    end
  end,
}
