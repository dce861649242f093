-- Whether a text file is a letter: two of the titles and labels that only these letters have.

local M = {}

local MARKS = {
  'HOW THE IMR FINAL DETERMINATION WAS MADE',
  'CLINICAL CASE SUMMARY',
  'IMR ISSUES, DECISIONS AND RATIONALES',
  'IMR DECISION(S) AND RATIONALE(S)',
  'MEDICAL PROFESSIONAL REVIEW',
  'MEDICAL REVIEWER QUALIFICATIONS:',
  'ISSUE AT DISPUTE:',
  'NOTICE OF INDEPENDENT MEDICAL REVIEW DETERMINATION',
  'INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE',
  'MEDICAL QUALIFICATIONS OF THE EXPERT REVIEWER:',
  'STATE(S) OF LICENSURE:',
  'UR DENIAL DATE:',
  'IMR CASE NUMBER:',
}
local ENOUGH = 2
local LINES = 300

---@param bufnr integer?
---@return boolean
function M.is_letter(bufnr)
  if not bufnr then
    return false
  end
  local text = table.concat(vim.api.nvim_buf_get_lines(bufnr, 0, LINES, false), '\n'):upper()
  local seen = vim.tbl_filter(function(mark)
    return text:find(mark, 1, true) ~= nil
  end, MARKS)
  return #seen >= ENOUGH
end

return M
