# Fails unless a program's cases all stand in the suites that are run, and each of these has cases.
#   cmake -DPROGRAM=unit_json "-DSUITES=json_decode;json_encode" -P runs_every_case.cmake
execute_process(COMMAND ${PROGRAM} --list_content COMMAND_ERROR_IS_FATAL ANY ERROR_VARIABLE content OUTPUT_VARIABLE content)
string(REGEX MATCHALL "(^|\n)[^ \n][^\n]*" found "${content}")  # what stands in nothing else
list(TRANSFORM found REPLACE "[*\n]" "")
list(SORT found)
list(SORT SUITES)
if(NOT found STREQUAL SUITES)
  message(FATAL_ERROR "The cases of each file belong in BOOST_AUTO_TEST_SUITE(FOLDER_FILE).\nexpected: ${SUITES}\nfound:    ${found}")
endif()
