# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed, and the Debian packages: scripts/package builds and checks them. Training is a package of its own, because
# libtorch brings hundreds of libraries that nothing else here needs.
set(share ${CMAKE_CURRENT_BINARY_DIR}/share)
set(train_share ${CMAKE_CURRENT_BINARY_DIR}/share-train)
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME vsqscope)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON) # tests are no part of the package

install(TARGETS vsq RUNTIME)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/samples/ DESTINATION share/vsqscope/samples PATTERN broken EXCLUDE PATTERN "*.py" EXCLUDE)
if(VSQ_GUI)
  set(desktop ${PROJECT_SOURCE_DIR}/resources/desktop)
  install(TARGETS vsqscope RUNTIME)
  install(FILES ${desktop}/vsqscope.desktop DESTINATION share/applications)
  install(FILES ${desktop}/vsqscope-mime.xml DESTINATION share/mime/packages RENAME vsqscope.xml)
  install(FILES ${desktop}/io.github.vsqscope.Vsqscope.metainfo.xml DESTINATION share/metainfo)
  install(FILES ${PROJECT_SOURCE_DIR}/resources/icons/vsqscope.svg DESTINATION share/icons/hicolor/scalable/apps)

  # Manual pages, completions, changelog and copyright as Debian wants them.
  find_package(Python3 COMPONENTS Interpreter)
  file(GLOB manual_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/scripts/manual/*.py)
  add_custom_command(
    OUTPUT ${share}/stamp
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${share}
    COMMAND ${Python3_EXECUTABLE} -B ${PROJECT_SOURCE_DIR}/scripts/manual.py ${share} $<TARGET_FILE:vsq> $<TARGET_FILE:vsqscope>
    COMMAND gzip -9n ${share}/man/man1/vsq.1 ${share}/man/man1/vsqscope.1
    COMMAND ${CMAKE_COMMAND} -E make_directory ${share}/doc/vsqscope
    COMMAND ${CMAKE_COMMAND} -E copy ${PROJECT_SOURCE_DIR}/CHANGELOG.md ${share}/doc/vsqscope/changelog
    COMMAND gzip -9n ${share}/doc/vsqscope/changelog
    COMMAND ${CMAKE_COMMAND} -E copy ${desktop}/copyright ${share}/doc/vsqscope/copyright
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${train_share}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${train_share}/doc ${train_share}/man/man1
    COMMAND ${CMAKE_COMMAND} -E copy_directory ${share}/doc/vsqscope ${train_share}/doc/vsqscope-train
    COMMAND ${CMAKE_COMMAND} -E copy ${desktop}/vsq-train.1 ${train_share}/man/man1
    COMMAND gzip -9n ${train_share}/man/man1/vsq-train.1
    COMMAND ${CMAKE_COMMAND} -E touch ${share}/stamp
    DEPENDS vsq vsqscope ${PROJECT_SOURCE_DIR}/scripts/manual.py ${manual_sources} ${PROJECT_SOURCE_DIR}/CHANGELOG.md
            ${desktop}/copyright ${desktop}/vsq-train.1
    VERBATIM)
  add_custom_target(manual DEPENDS ${share}/stamp)
  install(DIRECTORY ${share}/ DESTINATION share OPTIONAL PATTERN stamp EXCLUDE)
  if(TARGET vsq-train)
    install(TARGETS vsq-train RUNTIME COMPONENT train)
    install(DIRECTORY ${train_share}/ DESTINATION share COMPONENT train OPTIONAL)
  endif()
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME vsqscope)
set(CPACK_PACKAGE_CONTACT "Vsqscope developers <vsqscope@users.noreply.github.com>")
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/package)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL vsqscope)
if(TARGET vsq-train)
  list(APPEND CPACK_COMPONENTS_ALL train)
endif()
set(CPACK_DEBIAN_VSQSCOPE_PACKAGE_NAME vsqscope)
set(CPACK_DEBIAN_TRAIN_PACKAGE_NAME vsqscope-train)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_VSQSCOPE_PACKAGE_RECOMMENDS "fonts-liberation2, qt6-translations-l10n")
set(CPACK_DEBIAN_VSQSCOPE_PACKAGE_SUGGESTS vsqscope-train)
set(CPACK_DEBIAN_TRAIN_PACKAGE_DEPENDS "vsqscope (= ${PROJECT_VERSION})")
# CPack indents the lines and puts a full stop into the empty ones.
set(CPACK_DEBIAN_VSQSCOPE_DESCRIPTION
    "microscope for per-vector scaled quantization on hardware
Opens neural networks (ONNX, safetensors), quantizes them with a scale for
each short vector, and steps a 5 nm inference accelerator through them: tile
by tile, cycle by cycle, forwards and backwards, to the bit. Shows what the
scales did to every tensor, where multipliers idle and how many bits the
network needs. vsq does the same without a display.

Training and fine-tuning networks need vsqscope-train.")
set(CPACK_DEBIAN_TRAIN_DESCRIPTION
    "microscope for per-vector scaled quantization on hardware (training)
What vsq train, vsq finetune and the Fine-tuning view of vsqscope run:
networks learn with the accelerator's integers in every forward pass, so
that they recover what a number format of few bits costs. Needs libtorch,
which is why it is a package of its own.")
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
    WORLD_EXECUTE)
include(CPack)
