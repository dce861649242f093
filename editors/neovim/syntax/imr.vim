" Titles, labels, verdicts and suppressions. What they mean is the server's to say.
if exists('b:current_syntax')
  finish
endif

syntax case match
syntax match imrTitle /^\s*\u[A-Z()/&,' ]\{7,}:\?\s*$/
syntax case ignore
syntax match imrLabel /^\s*\%(Case Number\|Date Assigned\|Decision Date\|Priority\):/
syntax match imrLabel /\%(Date of Injury\|UR Denial Date\|Application Received\):/
syntax match imrLabel /^\s*State(s) of Licensure:/
syntax match imrLabel /^\s*Certification(s)\/Specialty:/
syntax match imrLabel /^\s*\%(The \)\?\%(Claims Administrator\|MAXIMUS\|Expert Reviewer\)\s\+guideline:/
syntax match imrLabel /^\s*Decision rationale:/
syntax match imrUpheld /:\s*\zsUpheld\ze\s*$/
syntax match imrOverturned /:\s*\zsOverturned\ze\s*$/
syntax match imrPages /\<Page(s):\s*\zs\d[0-9,;& -]*/
syntax region imrSuppression start=/<!--\s*imrlint-/ end=/-->/ oneline
syntax region imrPlaceholder start=/{{/ end=/}}/ oneline
syntax region imrPlaceholder start=/{%/ end=/%}/ oneline
syntax match imrPlaceholder /«[^»]*»\|<<[^<>]*>>\|\${[^}]*}/

highlight default link imrTitle Title
highlight default link imrLabel Label
highlight default link imrUpheld Constant
highlight default link imrOverturned String
highlight default link imrPages Number
highlight default link imrSuppression Comment
highlight default link imrPlaceholder PreProc

let b:current_syntax = 'imr'
