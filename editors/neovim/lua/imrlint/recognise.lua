-- Whether a text file is a letter: two of the titles and labels that only these letters have.

local M = {}

local ENOUGH = 2
local LINES = 300

--- Letters and digits only, in lower case.
local function folded(text)
  return (text:lower():gsub('[^%w]', ''))
end

--- The titles and labels of all letters, folded.
---@type table<string, true>
local titles = {}
for _, file in ipairs(vim.api.nvim_get_runtime_file('lua/imrlint/titles.txt', false)) do
  for _, title in ipairs(vim.fn.readfile(file)) do
    titles[folded(title)] = true
  end
end

---@param bufnr integer?
---@return boolean
function M.is_letter(bufnr)
  if not bufnr then
    return false
  end
  local seen = {}
  for _, line in ipairs(vim.api.nvim_buf_get_lines(bufnr, 0, LINES, false)) do
    for _, text in ipairs({ line, line:match('^[^:]*') }) do
      local title = folded(text)
      seen[title] = titles[title]
    end
  end
  return vim.tbl_count(seen) >= ENOUGH
end

return M
