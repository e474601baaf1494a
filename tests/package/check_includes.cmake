# An installed header includes the standard library and other installed headers, nothing else.
#   cmake "-DFOLDERS=a/include;b/include" -P check_includes.cmake
foreach(folder IN LISTS FOLDERS)
  file(GLOB headers ${folder}/kaidah/*.h* ${folder}/*.h)
  foreach(header IN LISTS headers)
    file(STRINGS ${header} lines REGEX "^[ ]*#[ ]*include")
    foreach(line IN LISTS lines)
      if(NOT line MATCHES "<(kaidah/[a-z_]+\\.hpp|[a-z_]+|std(def|int)\\.h|string\\.h)>")
        message(SEND_ERROR "${header}: ${line}")
      endif()
    endforeach()
  endforeach()
endforeach()
