/* What programs that were built with kaidah.h rely on: sizes, offsets, values. Compiled, never run: a line that no longer
   holds stops the build. Lines are added, with KAIDAH_ABI; a line that has to change asks for a new SONAME. On machines
   with 64-bit pointers. */
#include <kaidah.h>

#define SAME(name, truth) typedef char same_##name[(truth) ? 1 : -1]
#define SIZE(type, bytes) SAME(size_of_##type, sizeof(type) == (bytes))
#define AT(type, member, bytes) SAME(place_of_##type##_##member, offsetof(type, member) == (bytes))
#define VALUE(name, number) SAME(value_of_##name, name == (number))

SIZE(kaidah_text, 16);
AT(kaidah_text, data, 0);
AT(kaidah_text, size, 8);

SIZE(kaidah_diagnostic, 64);
AT(kaidah_diagnostic, code, 0);
AT(kaidah_diagnostic, message, 16);
AT(kaidah_diagnostic, source, 32);
AT(kaidah_diagnostic, line, 48);
AT(kaidah_diagnostic, column, 52);
AT(kaidah_diagnostic, severity, 56);

SIZE(kaidah_limit, 24);
AT(kaidah_limit, name, 0);
AT(kaidah_limit, value, 16);

SIZE(kaidah_policy_text, 32);
AT(kaidah_policy_text, name, 0);
AT(kaidah_policy_text, text, 16);

SIZE(kaidah_library_options, 24);
AT(kaidah_library_options, size, 0);
AT(kaidah_library_options, limits, 8);
AT(kaidah_library_options, limit_count, 16);

SIZE(kaidah_compile_options, 48);
AT(kaidah_compile_options, size, 0);
AT(kaidah_compile_options, library, 8);
AT(kaidah_compile_options, agency, 16);
AT(kaidah_compile_options, limits, 32);
AT(kaidah_compile_options, limit_count, 40);

SIZE(kaidah_output_info, 40);
AT(kaidah_output_info, name, 0);
AT(kaidah_output_info, title, 16);
AT(kaidah_output_info, kind, 32);

SIZE(kaidah_parameter_info, 48);
AT(kaidah_parameter_info, name, 0);
AT(kaidah_parameter_info, decided_by, 16);
AT(kaidah_parameter_info, choice_count, 32);
AT(kaidah_parameter_info, kind, 40);

SIZE(kaidah_setting, 32);
AT(kaidah_setting, name, 0);
AT(kaidah_setting, value, 16);

SIZE(kaidah_prepare_options, 152);
AT(kaidah_prepare_options, size, 0);
AT(kaidah_prepare_options, parameters, 8);
AT(kaidah_prepare_options, parameter_count, 16);
AT(kaidah_prepare_options, select, 24);
AT(kaidah_prepare_options, select_count, 32);
AT(kaidah_prepare_options, profile, 40);
AT(kaidah_prepare_options, library, 56);
AT(kaidah_prepare_options, agency, 64);
AT(kaidah_prepare_options, subject, 80);
AT(kaidah_prepare_options, decision_day, 96);
AT(kaidah_prepare_options, group_records, 112);
AT(kaidah_prepare_options, limits, 128);
AT(kaidah_prepare_options, limit_count, 136);
AT(kaidah_prepare_options, language, 144);

SIZE(kaidah_rejection, 112);
AT(kaidah_rejection, code, 0);
AT(kaidah_rejection, message, 16);
AT(kaidah_rejection, pointer, 32);
AT(kaidah_rejection, expected, 48);
AT(kaidah_rejection, found, 64);
AT(kaidah_rejection, rule, 80);
AT(kaidah_rejection, article, 96);

SIZE(kaidah_output, 40);
AT(kaidah_output, name, 0);
AT(kaidah_output, text, 16);
AT(kaidah_output, kind, 32);

SIZE(kaidah_finding, 56);
AT(kaidah_finding, code, 0);
AT(kaidah_finding, text, 16);
AT(kaidah_finding, article, 32);
AT(kaidah_finding, level, 48);

SIZE(kaidah_procedure, 64);
AT(kaidah_procedure, id, 0);
AT(kaidah_procedure, step, 16);
AT(kaidah_procedure, since, 32);
AT(kaidah_procedure, due, 48);

SIZE(kaidah_mark, 72);
AT(kaidah_mark, article, 0);
AT(kaidah_mark, title, 16);
AT(kaidah_mark, instrument, 32);
AT(kaidah_mark, text, 48);
AT(kaidah_mark, trust, 64);

SIZE(kaidah_progress, 24);
AT(kaidah_progress, records, 0);
AT(kaidah_progress, rejected, 8);
AT(kaidah_progress, bytes, 16);

SIZE(kaidah_run_options, 160);
AT(kaidah_run_options, size, 0);
AT(kaidah_run_options, records, 8);
AT(kaidah_run_options, records_context, 16);
AT(kaidah_run_options, group_records, 24);
AT(kaidah_run_options, group_records_context, 32);
AT(kaidah_run_options, decisions, 40);
AT(kaidah_run_options, decisions_context, 48);
AT(kaidah_run_options, rejections, 56);
AT(kaidah_run_options, rejections_context, 64);
AT(kaidah_run_options, groups, 72);
AT(kaidah_run_options, groups_context, 80);
AT(kaidah_run_options, trace, 88);
AT(kaidah_run_options, trace_context, 96);
AT(kaidah_run_options, progress, 104);
AT(kaidah_run_options, progress_context, 112);
AT(kaidah_run_options, input_name, 120);
AT(kaidah_run_options, group_records_name, 136);
AT(kaidah_run_options, threads, 152);
AT(kaidah_run_options, digests, 156);

SIZE(kaidah_counts, 64);
AT(kaidah_counts, bytes, 0);
AT(kaidah_counts, records, 8);
AT(kaidah_counts, decided, 16);
AT(kaidah_counts, rejected, 24);
AT(kaidah_counts, groups, 32);
AT(kaidah_counts, groups_rejected, 40);
AT(kaidah_counts, group_records_rejected, 48);
AT(kaidah_counts, failed, 56);

SIZE(kaidah_scenario_options, 88);
AT(kaidah_scenario_options, size, 0);
AT(kaidah_scenario_options, library, 8);
AT(kaidah_scenario_options, agency, 16);
AT(kaidah_scenario_options, filter, 32);
AT(kaidah_scenario_options, profile, 48);
AT(kaidah_scenario_options, limits, 64);
AT(kaidah_scenario_options, limit_count, 72);
AT(kaidah_scenario_options, coverage, 80);
AT(kaidah_scenario_options, language, 84);

SIZE(kaidah_trusted_keys, 40);
AT(kaidah_trusted_keys, size, 0);
AT(kaidah_trusted_keys, pem, 8);
AT(kaidah_trusted_keys, pem_count, 16);
AT(kaidah_trusted_keys, release, 24);
AT(kaidah_trusted_keys, signatures, 32);
AT(kaidah_trusted_keys, anyone, 36);

SIZE(kaidah_wanted_decider, 40);
AT(kaidah_wanted_decider, name, 0);
AT(kaidah_wanted_decider, policy, 16);
AT(kaidah_wanted_decider, options, 32);

SIZE(kaidah_store_options, 80);
AT(kaidah_store_options, size, 0);
AT(kaidah_store_options, deciders, 8);
AT(kaidah_store_options, decider_count, 16);
AT(kaidah_store_options, log, 24);
AT(kaidah_store_options, log_context, 32);
AT(kaidah_store_options, limits, 40);
AT(kaidah_store_options, limit_count, 48);
AT(kaidah_store_options, settle_milliseconds, 56);
AT(kaidah_store_options, poll_milliseconds, 60);
AT(kaidah_store_options, keep, 64);
AT(kaidah_store_options, watch, 68);
AT(kaidah_store_options, language, 72);

SAME(kaidah_status, sizeof(kaidah_status) == 4);
VALUE(KAIDAH_OK, 0);
VALUE(KAIDAH_ERROR, 1);
VALUE(KAIDAH_REJECTED, 2);
VALUE(KAIDAH_FAILED, 3);
VALUE(KAIDAH_STOPPED, 4);
VALUE(KAIDAH_MISUSE, 5);
VALUE(KAIDAH_NO_MEMORY, 6);
VALUE(KAIDAH_INTERNAL, 7);
VALUE(KAIDAH_ENGLISH, 0);
VALUE(KAIDAH_INDONESIAN, 1);
VALUE(KAIDAH_FORMAT_TEXT, 0);
VALUE(KAIDAH_FORMAT_JSON, 1);
VALUE(KAIDAH_FORMAT_HTML, 2);
VALUE(KAIDAH_FORMAT_PLAIN, 3);
VALUE(KAIDAH_ABSENT, 0);
VALUE(KAIDAH_BOOLEAN, 1);
VALUE(KAIDAH_NUMBER, 2);
VALUE(KAIDAH_TEXT, 3);
VALUE(KAIDAH_DATE, 4);
VALUE(KAIDAH_DURATION, 5);
VALUE(KAIDAH_ENUMERATION, 6);
VALUE(KAIDAH_LIST, 7);
VALUE(KAIDAH_RECORD, 8);
VALUE(KAIDAH_SEVERITY_ERROR, 0);
VALUE(KAIDAH_SEVERITY_WARNING, 1);
VALUE(KAIDAH_SEVERITY_NOTE, 2);
VALUE(KAIDAH_BREACH, 0);
VALUE(KAIDAH_WARNING, 1);
VALUE(KAIDAH_NOTE, 2);
VALUE(KAIDAH_VERBATIM, 0);
VALUE(KAIDAH_SECONDARY_SOURCE, 1);
VALUE(KAIDAH_INTERPRETATION, 2);
VALUE(KAIDAH_PLACE_INFERRED, 3);
VALUE(KAIDAH_NOT_ENCODED, 4);
VALUE(KAIDAH_ACCEPTED, 5);
VALUE(KAIDAH_NO_STREAM, -1);
VALUE(KAIDAH_RECORDS, 0);
VALUE(KAIDAH_GROUP_RECORDS, 1);
VALUE(KAIDAH_DECISIONS, 2);
VALUE(KAIDAH_REJECTIONS, 3);
VALUE(KAIDAH_GROUPS, 4);
VALUE(KAIDAH_TRACE, 5);
VALUE(KAIDAH_PART, 6);
VALUE(KAIDAH_AS_WRITTEN, 0);
VALUE(KAIDAH_IN_ENGLISH, 1);
VALUE(KAIDAH_IN_INDONESIAN, 2);
VALUE(KAIDAH_WATCH_SYSTEM, 0);
VALUE(KAIDAH_WATCH_POLLING, 1);
VALUE(KAIDAH_WATCH_NONE, 2);
VALUE(KAIDAH_UNCHANGED, 0);
VALUE(KAIDAH_PUT_IN_FORCE, 1);
VALUE(KAIDAH_REFUSED, 2);
VALUE(KAIDAH_HELD_BACK, 3);
VALUE(KAIDAH_BUSY, 4);
SAME(KAIDAH_ALL, KAIDAH_ALL == (size_t)-1);
