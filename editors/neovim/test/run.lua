-- Runs every function of the `*_test.lua` files beside this one, and of the `*_test_0_11.lua` files where Neovim is as
-- new as that, inside a Neovim that a user has set up, and ends Neovim with 1 when any failed.

local here = vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2))
package.path = here .. '/?.lua;' .. package.path

local function say(line)
  io.stdout:write(line, '\n')
end

vim.o.more = false
local passed, failed = 0, 0
local files = vim.fn.glob(here .. '/*_test.lua', true, true)
if vim.fn.has('nvim-0.11') == 1 then
  vim.list_extend(files, vim.fn.glob(here .. '/*_test_0_11.lua', true, true))
end
for _, file in ipairs(vim.fn.sort(files)) do
  local tests = dofile(file)
  for _, name in ipairs(vim.fn.sort(vim.tbl_keys(tests))) do
    local ok, problem = xpcall(tests[name], debug.traceback)
    vim.cmd('silent! %bwipeout!')
    if ok then
      passed = passed + 1
    else
      failed = failed + 1
      say(('FAILED %s: %s\n%s'):format(vim.fs.basename(file), name, problem))
    end
  end
end
say(('\nneovim: %d passed, %d failed'):format(passed, failed))
vim.cmd('cquit ' .. (failed > 0 and 1 or 0))
