# A C program, the C compiler and what pkg-config says of an installed tree that has been moved since: nothing else. Shared,
# and with the static library.
#   cmake -DPREFIX=… -DLIBDIR=lib -DSOURCE=decide.c -DCC=cc -DPKG_CONFIG=pkg-config -DFOLDER=… -P pkg_config.cmake
set(moved ${FOLDER}/moved)
file(REMOVE_RECURSE ${FOLDER})
file(COPY ${PREFIX}/ DESTINATION ${moved})
set(ENV{PKG_CONFIG_PATH} ${moved}/${LIBDIR}/pkgconfig)

function(build name)
  cmake_parse_arguments(arg "" "" "ASKED;INSTEAD" ${ARGN})
  execute_process(COMMAND ${PKG_CONFIG} --cflags --libs ${arg_ASKED} kaidah
    OUTPUT_VARIABLE flags OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  separate_arguments(flags)
  if(arg_INSTEAD)
    list(TRANSFORM flags REPLACE "^-lkaidah$" "${arg_INSTEAD}")
  endif()
  execute_process(COMMAND ${CC} -std=c99 -Wall -Wextra -Wpedantic -Werror ${SOURCE} -o ${FOLDER}/${name} ${flags}
    COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${FOLDER}/${name} OUTPUT_VARIABLE said COMMAND_ERROR_IS_FATAL ANY)
  if(NOT said MATCHES "allowance: 902000\n")
    message(SEND_ERROR "${name}: ${said}")
  endif()
endfunction()

set(ENV{LD_LIBRARY_PATH} ${moved}/${LIBDIR})
build(shared)
set(ENV{LD_LIBRARY_PATH} "")
build(static ASKED --static INSTEAD -l:libkaidah.a)
