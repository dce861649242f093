-- The `:Imrlint` command, and folding by the server where the user has not chosen another.

if vim.g.loaded_imrlint then
  return
end
vim.g.loaded_imrlint = true

vim.api.nvim_create_user_command('Imrlint', function(command)
  require('imrlint.commands').run(command.fargs)
end, {
  nargs = '+',
  desc = 'imrlint: commands for letters',
  complete = function(lead, line)
    return require('imrlint.commands').complete(lead, line)
  end,
})

vim.api.nvim_create_autocmd('LspAttach', {
  group = vim.api.nvim_create_augroup('imrlint.attach', {}),
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if not client or client.name ~= 'imrlint' or not vim.lsp.foldexpr then
      return
    end
    local window = vim.fn.bufwinid(event.buf)
    local folds = client:supports_method('textDocument/foldingRange', event.buf)
    if folds and window ~= -1 and vim.wo[window].foldmethod == 'manual' then
      vim.wo[window][0].foldmethod = 'expr'
      vim.wo[window][0].foldexpr = 'v:lua.vim.lsp.foldexpr()'
      vim.wo[window][0].foldlevel = 99
    end
  end,
})
