# The reference of the public headers, where Doxygen is: `cmake --build BUILD --target doc` writes BUILD/doc/html/index.html.
find_package(Doxygen QUIET)
if(NOT DOXYGEN_FOUND)
  return()
endif()

configure_file(${PROJECT_SOURCE_DIR}/tools/doc/Doxyfile.in ${PROJECT_BINARY_DIR}/doc/Doxyfile @ONLY)
add_custom_target(doc VERBATIM
  COMMAND Doxygen::doxygen ${PROJECT_BINARY_DIR}/doc/Doxyfile
  COMMENT "Writing the reference of the public headers to ${PROJECT_BINARY_DIR}/doc/html")
if(KAIDAH_BUILD_TESTS)
  add_test(NAME docs_doxygen COMMAND Doxygen::doxygen ${PROJECT_BINARY_DIR}/doc/Doxyfile)
endif()
