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
    if client and client.name == 'imrlint' then
      require('imrlint.folding').attach(client, event.buf)
    end
  end,
})
