// The main function of every program of this folder.
#define BOOST_TEST_MODULE kaidah
#include <boost/test/unit_test.hpp>
