# SPDX-License-Identifier: GPL-3.0-or-later
# Language, warnings, optimisation, compiler cache.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
# Assertions stay on in release builds: they guard invariants, and the hot loops have none.
set(CMAKE_CXX_FLAGS_RELEASE "-O2")

# The chip's arithmetic is defined to the bit: no contraction of a*b+c, no reassociation.
add_compile_options(-ffp-contract=off -fno-fast-math -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # gcc collects its garbage from 128 MB on, which a group with Qt's headers has at its first line.
  add_compile_options("SHELL:--param ggc-min-expand=200" "SHELL:--param ggc-min-heapsize=600000")
endif()
if(VSQ_WERROR)
  add_compile_options(-Werror)
endif()
if(VSQ_SANITIZE)
  add_compile_options(-fsanitize=${VSQ_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=${VSQ_SANITIZE})
endif()

if(VSQ_LTO)
  add_compile_options(-flto=auto)
  add_link_options(-flto=auto -Wodr -Wlto-type-mismatch)
endif()

find_program(VSQ_CCACHE ccache)
if(VSQ_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Precompiled headers are invisible to ccache unless it is told what may differ between two of them.
  # Depend mode spares the preprocessing run of its own, which costs as much as compiling a small file.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime CCACHE_DEPEND=1
      CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${VSQ_CCACHE})
endif()
find_program(VSQ_MOLD mold)
if(VSQ_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
