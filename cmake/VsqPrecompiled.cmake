# SPDX-License-Identifier: GPL-3.0-or-later
# Precompiled headers, each compiled once for many targets. Only headers of others: ours change
# (cmake/customplot.h is one of others with a word left out). What is listed here must
# still be included where it is used: the preset for clang builds without precompiled headers.
# Loading one costs gcc 5 ms a megabyte, so that only what nearly all users need belongs into one; core's short headers
# are cheaper to read than any.
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/precompiled/empty.cpp CONTENT "" @ONLY)
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/precompiled/main.cpp CONTENT "int main() {}\n" @ONLY)

# views and vsqscope
if(VSQ_GUI)
  add_library(vsq_qtlib INTERFACE)
  target_link_libraries(vsq_qtlib INTERFACE Qt6::Widgets Qt6::Svg Qt6::PrintSupport QCustomPlotQt6::QCustomPlotQt6)
  target_compile_definitions(vsq_qtlib INTERFACE QT_NO_CAST_TO_ASCII)
  target_include_directories(vsq_qtlib INTERFACE ${PROJECT_SOURCE_DIR})
  add_library(vsq_precompiledqt OBJECT ${PROJECT_BINARY_DIR}/precompiled/empty.cpp)
  target_link_libraries(vsq_precompiledqt PRIVATE vsq_qtlib)
  target_compile_options(vsq_precompiledqt PRIVATE -O1)
  target_precompile_headers(vsq_precompiledqt PRIVATE <QtWidgets> <cmake/customplot.h> <functional> <memory> <optional> <string>
                            <vector>)
endif()

# tests; programs, because those are compiled as position independent in another way than libraries
if(VSQ_TESTS)
  # Qt's own definitions name the build folder, which would make a compiler cache useless in another checkout.
  add_library(vsq_testlib INTERFACE)
  target_link_libraries(vsq_testlib INTERFACE Qt6::Core $<LINK_ONLY:Qt6::Test>)
  target_include_directories(vsq_testlib SYSTEM INTERFACE $<TARGET_PROPERTY:Qt6::Test,INTERFACE_INCLUDE_DIRECTORIES>)
  target_compile_definitions(vsq_testlib INTERFACE QT_TESTLIB_LIB)
  add_executable(vsq_precompiledtest EXCLUDE_FROM_ALL ${PROJECT_BINARY_DIR}/precompiled/main.cpp)
  target_link_libraries(vsq_precompiledtest PRIVATE vsq_testlib)
  target_compile_options(vsq_precompiledtest PRIVATE -O1)
  target_precompile_headers(vsq_precompiledtest PRIVATE <QTest> <string> <vector>)
  if(VSQ_GUI)
    add_executable(vsq_precompiledguitest EXCLUDE_FROM_ALL ${PROJECT_BINARY_DIR}/precompiled/main.cpp)
    target_link_libraries(vsq_precompiledguitest PRIVATE vsq_testlib vsq_qtlib)
    target_compile_options(vsq_precompiledguitest PRIVATE -O1)
    target_precompile_headers(vsq_precompiledguitest PRIVATE <QTest> <QtWidgets> <cmake/customplot.h> <memory> <string> <vector>)
  endif()
endif()
