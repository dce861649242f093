-- What the server shows through Neovim's own client.

local editor = require('editor')

return {
  ['findings come on opening, follow the text, and come once'] = function()
    editor.open(editor.example('broken/no-summary.imr'))
    editor.finds('S001:22')
    editor.go('IMR ISSUES')
    vim.api.nvim_buf_set_lines(0, 0, 0, false, { '', '' })
    editor.finds('S001:24')
    vim.cmd.undo()
    editor.finds('S001:22')
    editor.equal('imrlint', vim.diagnostic.get(0)[1].source)
    local codes = editor.findings()
    editor.equal(codes, vim.fn.uniq(vim.deepcopy(codes)))
  end,
}
