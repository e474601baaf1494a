# What `cmake --install` puts down: the libraries, their public headers, the command line, the policies, and what
# find_package(kaidah) reads. Header-only parts (PEGTL, JSON, Boost) end in the libraries and are not asked for again;
# what has to be linked is looked for by kaidahConfig.cmake.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/kaidah)

set(libraries kaidah_grammar kaidah_stdlib kaidah_engine kaidah_kaidah)
if(KAIDAH_BUILD_C)
  list(APPEND libraries kaidah_shared kaidah_static)
  # Where it stands says where the rest is, so that an installed tree can be moved.
  file(RELATIVE_PATH KAIDAH_PC_PREFIX /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
  string(REGEX REPLACE "/$" "" KAIDAH_PC_PREFIX ${KAIDAH_PC_PREFIX})
  configure_file(${CMAKE_CURRENT_LIST_DIR}/kaidah.pc.in ${PROJECT_BINARY_DIR}/kaidah.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/kaidah.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endif()
install(TARGETS ${libraries} EXPORT kaidah
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY grammar/include/ engine/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h*")
install(EXPORT kaidah NAMESPACE kaidah:: FILE kaidahTargets.cmake DESTINATION ${package_dir})

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/kaidahConfig.cmake.in ${PROJECT_BINARY_DIR}/kaidahConfig.cmake
  INSTALL_DESTINATION ${package_dir} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/kaidahConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/kaidahConfig.cmake ${PROJECT_BINARY_DIR}/kaidahConfigVersion.cmake
  DESTINATION ${package_dir})

install(DIRECTORY policies/ DESTINATION ${CMAKE_INSTALL_DATADIR}/kaidah/policies OPTIONAL)
install(FILES LICENSE CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
