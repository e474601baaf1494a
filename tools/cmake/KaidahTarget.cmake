# What every target of the project shares: the language, the warnings, the sanitizers, the include root.
function(kaidah_target name)
  target_compile_features(${name} PUBLIC cxx_std_20)
  set_target_properties(${name} PROPERTIES CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON)
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_compile_options(${name} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wswitch-enum)
  # Three warnings of GCC 12 that its optimiser guesses at: overlaps in std::string's operator+ (GCC bug 105651, mended in
  # 13), and members of std::optional and freed vectors that were never touched. Clang and the sanitizers look after these.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${name} PRIVATE -Wno-restrict -Wno-maybe-uninitialized -Wno-free-nonheap-object)
  endif()
  if(KAIDAH_WARNINGS_AS_ERRORS)
    target_compile_options(${name} PRIVATE -Werror)
  endif()
  if(KAIDAH_SANITIZE)
    target_compile_options(${name} PUBLIC -fsanitize=${KAIDAH_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(${name} PUBLIC -fsanitize=${KAIDAH_SANITIZE})
  endif()
endfunction()
