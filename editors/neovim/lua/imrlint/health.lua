-- `:checkhealth imrlint`: whether letters are linted here, and if not, what to do.

local imrlint = require('imrlint')

local M = {}

--- A program that says nothing for so long is not imrlint.
local PATIENCE_MS = 10000

local function check_neovim()
  if vim.fn.has('nvim-0.11') == 1 then
    vim.health.ok('Neovim is 0.11 or later')
  elseif vim.fn.has('nvim-0.10') == 1 then
    vim.health.ok("Neovim is 0.10: use require('imrlint').setup()")
  else
    vim.health.error('Neovim is older than 0.10', 'Install Neovim 0.10 or later')
  end
end

local function check_binary()
  local binary = imrlint.binary()
  if vim.fn.executable(binary) == 0 then
    vim.health.error(binary .. ' cannot be run', {
      'Install it, for example with: cargo install --path cli',
      "Or say where it is: vim.lsp.config('imrlint', { cmd = { '/path/to/imrlint', 'lsp' } })",
    })
    return
  end
  local result = vim.system({ binary, '--version' }, { text = true }):wait(PATIENCE_MS)
  local version = (result.stdout or ''):match('%d+%.%d+%.%d+')
  if imrlint.fits(version) then
    vim.health.ok(('%s is version %s'):format(vim.fn.exepath(binary), version))
  else
    local found = version or 'of no known version'
    vim.health.warn(
      ('%s is %s, these files are %s'):format(vim.fn.exepath(binary), found, imrlint.version),
      'Install binary and editor files of the same version'
    )
  end
end

local function check_server()
  if vim.lsp.is_enabled and not vim.lsp.is_enabled('imrlint') then
    vim.health.error('the server is not enabled', "Put vim.lsp.enable('imrlint') into your init.lua")
    return
  end
  local clients = vim.lsp.get_clients({ name = 'imrlint' })
  if #clients == 0 then
    vim.health.info('no letter is open; open one to start the server')
  end
  for _, client in ipairs(clients) do
    local letters = vim.tbl_count(client.attached_buffers)
    vim.health.ok(('the server runs for %d %s'):format(letters, letters == 1 and 'letter' or 'letters'))
  end
end

function M.check()
  vim.health.start('imrlint')
  check_neovim()
  check_binary()
  check_server()
end

return M
