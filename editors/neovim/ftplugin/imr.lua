-- How letters are edited: prose, with suppressions as comments.

if vim.b.did_ftplugin then
  return
end
vim.b.did_ftplugin = 1

local undo = vim.b.undo_ftplugin
local options = { commentstring = '<!-- %s -->', comments = 'sO:<!--,eO:-->', wrap = true, linebreak = true }
for name, value in pairs(options) do
  vim.opt_local[name] = value
end
local reset = 'setlocal ' .. table.concat(vim.tbl_map(function(name)
  return name .. '<'
end, vim.tbl_keys(options)), ' ')
vim.b.undo_ftplugin = undo and (undo .. ' | ' .. reset) or reset
