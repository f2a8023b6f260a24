# SPDX-License-Identifier: GPL-3.0-or-later
# Qt's meta object compiler on one header or source at a time, which is given no folders to include from: Q_OBJECT and its like are
# known to it, and following QtWidgets takes 40 times as long as the file itself.

add_custom_target(mocs) # for tools that read sources without compiling them

# vsq_library_mocs(TARGET OUT headers...): one source with what all headers need; its name is put into OUT.
function(vsq_library_mocs target out)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/mocs/${target}.cpp)
  list(JOIN ARGN "|" headers)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DMOC=$<TARGET_FILE:Qt6::moc> -DROOT=${PROJECT_SOURCE_DIR} -DOUTPUT=${output} -DHEADERS=${headers}
            -P ${PROJECT_SOURCE_DIR}/cmake/MocHeaders.cmake
    DEPENDS ${ARGN} ${PROJECT_SOURCE_DIR}/cmake/MocHeaders.cmake
    COMMENT "Meta objects of ${target}"
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
  add_custom_target(${target}_mocs DEPENDS ${output})
  add_dependencies(mocs ${target}_mocs)
  set(${out} ${output} PARENT_SCOPE)
endfunction()

# vsq_source_mocs(TARGET sources...): of each source that ends with #include "<stem>.moc", that file.
function(vsq_source_mocs target)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/mocs/${target})
  foreach(source ${ARGN})
    get_filename_component(stem ${source} NAME_WE)
    add_custom_command(
      OUTPUT ${folder}/${stem}.moc
      COMMAND Qt6::moc -i ${source} -o ${folder}/${stem}.moc
      DEPENDS ${source}
      COMMENT "Meta objects of ${target}'s ${stem}"
      VERBATIM)
    set_property(SOURCE ${source} APPEND PROPERTY OBJECT_DEPENDS ${folder}/${stem}.moc)
  endforeach()
  target_include_directories(${target} PRIVATE ${folder})
endfunction()
