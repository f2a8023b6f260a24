# SPDX-License-Identifier: GPL-3.0-or-later
# Files as text inside a library: the programs need no path at run time.

# vsq_embed(TARGET FUNCTION files...): adds a source that defines
# std::string_view vsq::FUNCTION(std::string_view stem), the text of the file of that stem, empty for an unknown one.
function(vsq_embed target function)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${function}.cpp)
  list(JOIN ARGN "|" inputs)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DFUNCTION=${function} -DINPUTS=${inputs}
            -P ${PROJECT_SOURCE_DIR}/cmake/EmbedFiles.cmake
    DEPENDS ${ARGN} ${PROJECT_SOURCE_DIR}/cmake/EmbedFiles.cmake
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
