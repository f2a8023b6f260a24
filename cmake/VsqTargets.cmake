# SPDX-License-Identifier: GPL-3.0-or-later
# One static library a folder: every .cpp and .h in the folder and below belongs to it.

# Unity groups of at most eight sources of one folder.
function(vsq_group_by_folder)
  foreach(source ${ARGN})
    if(source MATCHES "/([^/]+)/[^/]+\\.cpp$")
      set(folder ${CMAKE_MATCH_1})
      math(EXPR count_${folder} "${count_${folder}} + 1")
      math(EXPR group "(${count_${folder}} - 1) / 8")
      set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${folder}${group})
    endif()
  endforeach()
endfunction()

# vsq_library(NAME [QT] [DEPENDS targets...] [PCH headers...] [EXCLUDE regex])
# QT sources of a folder are compiled together: most of their time goes into Qt's headers and templates.
function(vsq_library name)
  cmake_parse_arguments(ARG "QT" "EXCLUDE" "DEPENDS;PCH" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
  if(ARG_EXCLUDE)
    list(FILTER sources EXCLUDE REGEX ${ARG_EXCLUDE})
  endif()
  add_library(${name} STATIC ${sources})
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ARG_DEPENDS})
  if(ARG_QT)
    set_target_properties(${name} PROPERTIES AUTOMOC ON UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
    vsq_group_by_folder(${sources})
    # Members of types from unnamed namespaces: right in a source, and these are included as if they were headers.
    target_compile_options(${name} PRIVATE -Wno-subobject-linkage)
    target_compile_definitions(${name} PUBLIC QT_NO_CAST_TO_ASCII)
  endif()
  if(ARG_PCH)
    target_precompile_headers(${name} PRIVATE ${ARG_PCH})
  endif()
endfunction()
