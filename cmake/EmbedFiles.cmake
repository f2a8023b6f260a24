# SPDX-License-Identifier: GPL-3.0-or-later
# Script: writes OUTPUT, the source that vsq_embed() promises, from the files INPUTS (joined with |).
string(REPLACE "|" ";" inputs "${INPUTS}")
set(text "// Generated from the files named below.\n#include <string_view>\n\nnamespace vsq {\n\n")
string(APPEND text "std::string_view ${FUNCTION}(std::string_view stem);\n\n")
string(APPEND text "std::string_view ${FUNCTION}(std::string_view stem)\n{\n")
foreach(input IN LISTS inputs)
  get_filename_component(stem "${input}" NAME_WE)
  file(READ "${input}" content)
  string(APPEND text "    if (stem == \"${stem}\") {\n        return R\"embedded(${content})embedded\";\n    }\n")
endforeach()
string(APPEND text "    return {};\n}\n\n} // namespace vsq\n")
file(WRITE "${OUTPUT}" "${text}")
