#ifndef KAIDAH_H
// Kaidah for C, and for every language that can call C: regulations as exact, explained, versioned policies.
//
//     kaidah_policy *policy = NULL;
//     kaidah_decider *decider = NULL;
//     kaidah_decision *decision = NULL;
//     if (kaidah_compile_file(kaidah_text_of("pp-30-2019.kaidah"), NULL, &policy, NULL) == KAIDAH_OK &&
//         kaidah_prepare(policy, NULL, &decider, NULL) == KAIDAH_OK &&
//         kaidah_decide(decider, kaidah_text_of("{...}"), &decision, NULL) == KAIDAH_OK) {
//       show(kaidah_decision_json(decision));
//     }
//
// Texts go in and come out as pointer and length, in UTF-8, and need no zero byte at their end. What goes in is copied
// where it is kept. What comes out of a handle stays as it is until the handle is freed.
//
// Handles are immutable once they are made: any function may use one from any thread, at the same time as any other.
// Free each once, when no call uses it any more, in any order: a handle keeps what it needs of those it was made from.
// Freeing NULL does nothing.
//
// Functions that can fail return a kaidah_status. What is made is handed over through the pointer behind a handle's
// name, NULL where nothing was. The last argument, `error`, which may be NULL, receives what there is to say: why it
// failed, or warnings of what succeeded; free it in both cases. A missing pointer, a number that is no value of its
// list and the like end in KAIDAH_MISUSE; getters then give an empty text or 0. No C++ exception leaves the library.
//
// Structures of options begin with their `size`: set it to sizeof of the structure and everything unused to zero, or
// begin with the ..._INIT of its name. Structures that the library fills are handed over with their size. So structures
// can grow at their ends while programs that were built with an earlier header go on working.

/** Included once. */
#define KAIDAH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/** What the shared library shows. */
#if defined(__GNUC__)
#define KAIDAH_API __attribute__((visibility("default")))
#else
#define KAIDAH_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** Grows with each addition to this header. What is there keeps its meaning as long as the library's SONAME does. */
#define KAIDAH_ABI 1

/** Bytes of text. `data` may be NULL where `size` is 0. */
typedef struct kaidah_text {
  const char *data; /**< the first of them */
  size_t size;      /**< how many */
} kaidah_text;

/** A view of a text that ends in a zero byte; of NULL the empty text. */
static inline kaidah_text kaidah_text_of(const char *text) {
  kaidah_text view;
  view.data = text;
  view.size = text == NULL ? 0 : strlen(text);
  return view;
}

/** How a call went. */
typedef int32_t kaidah_status;
/** Of kaidah_status. */
enum {
  KAIDAH_OK = 0,       /**< as asked */
  KAIDAH_ERROR = 1,     /**< the diagnostics say what is wrong with what was given */
  KAIDAH_REJECTED = 2,  /**< the record has no decision; the decision says why */
  KAIDAH_FAILED = 3,    /**< some scenarios failed */
  KAIDAH_STOPPED = 4,   /**< a callback failed or wanted no more */
  KAIDAH_MISUSE = 5,    /**< an argument that no program should give */
  KAIDAH_NO_MEMORY = 6, /**< the rest of the program can go on */
  KAIDAH_INTERNAL = 7   /**< a fault in Kaidah itself */
};

/** Of messages. */
typedef int32_t kaidah_language;
/** Of kaidah_language. */
enum {
  KAIDAH_ENGLISH = 0,   /**< English */
  KAIDAH_INDONESIAN = 1 /**< Bahasa Indonesia */
};

/** How explanations and diagnostics are written. */
typedef int32_t kaidah_format;
/** Of kaidah_format. */
enum {
  KAIDAH_FORMAT_TEXT = 0,  /**< for people; diagnostics with an excerpt of the source */
  KAIDAH_FORMAT_JSON = 1,  /**< an object; diagnostics one on a line */
  KAIDAH_FORMAT_HTML = 2,  /**< of explanations: one page that opens without a network */
  KAIDAH_FORMAT_PLAIN = 3  /**< of diagnostics: `name:line:column: error[K4003]: ...` */
};

/** What kind of value an output or a parameter is. */
typedef int32_t kaidah_kind;
/** Of kaidah_kind. */
enum {
  KAIDAH_ABSENT = 0,      /**< it has no value */
  KAIDAH_BOOLEAN = 1,     /**< true or false */
  KAIDAH_NUMBER = 2,      /**< an exact figure */
  KAIDAH_TEXT = 3,        /**< a text */
  KAIDAH_DATE = 4,        /**< a day */
  KAIDAH_DURATION = 5,    /**< days or months */
  KAIDAH_ENUMERATION = 6, /**< a member of a closed list */
  KAIDAH_LIST = 7,        /**< a list of values */
  KAIDAH_RECORD = 8       /**< values by their names */
};

typedef struct kaidah_library kaidah_library;   /**< policies at hand */
typedef struct kaidah_policy kaidah_policy;     /**< one regulation, compiled */
typedef struct kaidah_decider kaidah_decider;   /**< a policy made ready under given options */
typedef struct kaidah_decision kaidah_decision; /**< what was decided of one record */
typedef struct kaidah_run kaidah_run;           /**< what came of a stream of records */
typedef struct kaidah_string kaidah_string;     /**< a text that was made for the caller */
typedef struct kaidah_error kaidah_error;       /**< a list of diagnostics */

/* ---- which Kaidah this is ---- */

/** `0.1.0` */
KAIDAH_API kaidah_text kaidah_version(void);
/** Of the language; part of every policy's digest. */
KAIDAH_API kaidah_text kaidah_language_version(void);
/** KAIDAH_ABI as the library was built: at least that of the header that a program was built with. */
KAIDAH_API uint32_t kaidah_abi(void);
/** 1 when the library can do it, else 0: `explain`, `batch`, `groups`, `trace`, `resolve`, `scenarios`, `provenance`,
 *  `format`, `loader`, `limits`, `store`, `trust`. */
KAIDAH_API int32_t kaidah_feature(kaidah_text name);

/* ---- texts made for the caller ---- */

/** Until the string is freed. */
KAIDAH_API kaidah_text kaidah_string_text(const kaidah_string *string);
/** Ends its life; NULL does nothing. */
KAIDAH_API void kaidah_string_free(kaidah_string *string);

/* ---- what went wrong ---- */

/** How bad it is. */
typedef int32_t kaidah_severity;
/** Of kaidah_severity. */
enum {
  KAIDAH_SEVERITY_ERROR = 0,   /**< nothing was made */
  KAIDAH_SEVERITY_WARNING = 1, /**< it can be used, but looks wrong */
  KAIDAH_SEVERITY_NOTE = 2     /**< for information */
};

/** One thing that was found. */
typedef struct kaidah_diagnostic {
  kaidah_text code;         /**< `K4003`: see `kaidah explain K4003` and the list of codes */
  kaidah_text message;      /**< one line, in the language asked for */
  kaidah_text source;       /**< what the text it stands in is called, usually a path; empty: it stands in none */
  uint32_t line;            /**< from 1; 0: it has no place */
  uint32_t column;          /**< from 1, in code points */
  kaidah_severity severity; /**< how bad it is */
} kaidah_diagnostic;

/** How many diagnostics it holds. */
KAIDAH_API size_t kaidah_error_count(const kaidah_error *error);
/** Fills `diagnostic`; `diagnostic_size` is its sizeof. KAIDAH_MISUSE past the last one. */
KAIDAH_API kaidah_status kaidah_error_at(const kaidah_error *error, size_t index, kaidah_language language,
                                         kaidah_diagnostic *diagnostic, size_t diagnostic_size);
/** For `index` of kaidah_error_render. */
#define KAIDAH_ALL ((size_t)-1)
/** One diagnostic, or all, with notes and related places: as text, plain or JSON. Ends with a line end. */
KAIDAH_API kaidah_status kaidah_error_render(const kaidah_error *error, size_t index, kaidah_language language,
                                             kaidah_format format, kaidah_string **string);
/** Ends its life; NULL does nothing. */
KAIDAH_API void kaidah_error_free(kaidah_error *error);

/* ---- limits ---- */

/** What a policy or a record may use, by the names of kaidah/limits.hpp: `steps`, `record_bytes`. What passes one
 *  ends in a diagnostic or a rejection of code K90.. */
typedef struct kaidah_limit {
  kaidah_text name; /**< as kaidah_limit_name gives it */
  uint64_t value;   /**< at most kaidah_limit_highest */
} kaidah_limit;

/** How many limits there are. */
KAIDAH_API size_t kaidah_limit_count(void);
/** By position; empty past the last one. */
KAIDAH_API kaidah_text kaidah_limit_name(size_t index);
/** What it is where a host says nothing; 0 for a name that is none. */
KAIDAH_API uint64_t kaidah_limit_default(kaidah_text name);
/** The highest value it can be set to: past it an evaluation could use up a thread's stack. 0 for a name that is
 *  none. */
KAIDAH_API uint64_t kaidah_limit_highest(kaidah_text name);

/* ---- libraries ---- */

/** One policy file that the host brings. */
typedef struct kaidah_policy_text {
  kaidah_text name; /**< what messages call it; usually a path */
  kaidah_text text; /**< what it says */
} kaidah_policy_text;

/** How a library is read. */
typedef struct kaidah_library_options {
  size_t size;                /**< sizeof of the structure */
  const kaidah_limit *limits; /**< of each file */
  size_t limit_count;         /**< how many */
} kaidah_library_options;
/** Nothing but the size. */
#define KAIDAH_LIBRARY_OPTIONS_INIT {sizeof(kaidah_library_options), NULL, 0}

/** Every `*.kaidah` of the folders and of the folders in them, as they are now; a path may also name one file. Links to
 *  folders are not followed. */
KAIDAH_API kaidah_status kaidah_library_read(const kaidah_text *folders, size_t folder_count,
                                             const kaidah_library_options *options, kaidah_library **library,
                                             kaidah_error **error);
/** Texts from memory. Nothing is read from the disk for their sake, not even what a text `use`s. */
KAIDAH_API kaidah_status kaidah_library_of(const kaidah_policy_text *texts, size_t text_count,
                                           const kaidah_library_options *options, kaidah_library **library,
                                           kaidah_error **error);
/** Gives the next text: 1 when there was one, 0 when there are no more, less when it failed, which ends in
 *  KAIDAH_STOPPED. The text has to stay until the next call, or the end of kaidah_library_load. */
typedef int32_t (*kaidah_next_text)(void *context, kaidah_policy_text *text);
/** Texts from wherever the host keeps them: `next` is called from this thread until it has given all of them. It is
 *  asked for nothing in particular and never again. */
KAIDAH_API kaidah_status kaidah_library_load(kaidah_next_text next, void *context,
                                             const kaidah_library_options *options, kaidah_library **library,
                                             kaidah_error **error);
/** Ends its life; NULL does nothing. */
KAIDAH_API void kaidah_library_free(kaidah_library *library);

/** Who has to have signed what is opened. */
typedef struct kaidah_trusted_keys {
  size_t size;            /**< sizeof of the structure */
  const kaidah_text *pem; /**< Ed25519 keys, `BEGIN PUBLIC KEY`, one or several in each text */
  size_t pem_count;       /**< how many texts */
  uint64_t release;       /**< the lowest that will do */
  uint32_t signatures;    /**< how many of the keys must have signed; 0: one */
  int32_t anyone;         /**< 1: what is not signed, and by whom it is, does not matter */
} kaidah_trusted_keys;
/** Nothing but the size: nobody is trusted, and everything refused. */
#define KAIDAH_TRUSTED_KEYS_INIT {sizeof(kaidah_trusted_keys), NULL, 0, 0, 0, 0}

/** Folders with a seal, and bundles. Nothing is opened where a signature is missing or does not hold, or where any byte
 *  differs from what was signed. */
KAIDAH_API kaidah_status kaidah_library_open_trusted(const kaidah_text *paths, size_t path_count,
                                                     const kaidah_trusted_keys *trusted,
                                                     const kaidah_library_options *options, kaidah_library **library,
                                                     kaidah_error **error);
/** A bundle in memory; `name` is what messages call it. Nothing is read from the disk. */
KAIDAH_API kaidah_status kaidah_library_open_bundle(kaidah_text name, kaidah_text bundle,
                                                    const kaidah_trusted_keys *trusted,
                                                    const kaidah_library_options *options, kaidah_library **library,
                                                    kaidah_error **error);
/** Texts from memory with the text of their seal. Nothing is read from the disk. */
KAIDAH_API kaidah_status kaidah_library_open_sealed(const kaidah_policy_text *texts, size_t text_count,
                                                    kaidah_text seal, const kaidah_trusted_keys *trusted,
                                                    const kaidah_library_options *options, kaidah_library **library,
                                                    kaidah_error **error);

/* ---- policies ---- */

/** How a policy is compiled. */
typedef struct kaidah_compile_options {
  size_t size;                   /**< sizeof of the structure */
  const kaidah_library *library; /**< what ids and used modules are looked for in; NULL: the standard library alone */
  kaidah_text agency;            /**< whose own amendments apply too; empty: nobody's */
  const kaidah_limit *limits;    /**< of the policy */
  size_t limit_count;            /**< how many */
} kaidah_compile_options;
/** Nothing but the size. */
#define KAIDAH_COMPILE_OPTIONS_INIT {sizeof(kaidah_compile_options), NULL, {NULL, 0}, NULL, 0}

/** `pp-30-2019`, `pp-30-2019@1.x` (the highest such version), `pp-30-2019@1.0.0`, of the options' library. */
KAIDAH_API kaidah_status kaidah_compile_id(kaidah_text reference, const kaidah_compile_options *options,
                                           kaidah_policy **policy, kaidah_error **error);
/** The policy of a file; what it uses is looked for in the options' library. */
KAIDAH_API kaidah_status kaidah_compile_file(kaidah_text path, const kaidah_compile_options *options,
                                             kaidah_policy **policy, kaidah_error **error);
/** `name` is what messages call the text. */
KAIDAH_API kaidah_status kaidah_compile_text(kaidah_text name, kaidah_text text, const kaidah_compile_options *options,
                                             kaidah_policy **policy, kaidah_error **error);
/** Checks every file of the options' library: KAIDAH_OK when none has an error. */
KAIDAH_API kaidah_status kaidah_check(const kaidah_compile_options *options, kaidah_error **error);
/** Ends its life; NULL does nothing. */
KAIDAH_API void kaidah_policy_free(kaidah_policy *policy);

/** `pp-30-2019` */
KAIDAH_API kaidah_text kaidah_policy_id(const kaidah_policy *policy);
/** `1.0.0` */
KAIDAH_API kaidah_text kaidah_policy_version(const kaidah_policy *policy);
/** As its header gives it; may be empty. */
KAIDAH_API kaidah_text kaidah_policy_title(const kaidah_policy *policy);
/** `sha256:...`: equal exactly when every decision and every text shown of one is equal. */
KAIDAH_API kaidah_text kaidah_policy_digest(const kaidah_policy *policy);
/** What its source is called; usually the path. */
KAIDAH_API kaidah_text kaidah_policy_source_name(const kaidah_policy *policy);

/** What a policy decides. */
typedef struct kaidah_output_info {
  kaidah_text name;  /**< as decisions write it */
  kaidah_text title; /**< of the place it stands in */
  kaidah_kind kind;  /**< what kind of value */
} kaidah_output_info;
/** How many outputs it has. */
KAIDAH_API size_t kaidah_policy_output_count(const kaidah_policy *policy);
/** Fills `info`; `info_size` is its sizeof. In the order they are written in decisions. */
KAIDAH_API kaidah_status kaidah_policy_output(const kaidah_policy *policy, size_t index, kaidah_output_info *info,
                                              size_t info_size);

/** What a policy may be given. */
typedef struct kaidah_parameter_info {
  kaidah_text name;       /**< as it is set */
  kaidah_text decided_by; /**< empty: the policy sets it itself */
  size_t choice_count;    /**< what it may be, where that is a closed list */
  kaidah_kind kind;       /**< what kind of value */
} kaidah_parameter_info;
/** How many parameters it has. */
KAIDAH_API size_t kaidah_policy_parameter_count(const kaidah_policy *policy);
/** Fills `info`; `info_size` is its sizeof. */
KAIDAH_API kaidah_status kaidah_policy_parameter(const kaidah_policy *policy, size_t index, kaidah_parameter_info *info,
                                                 size_t info_size);
/** One of the values that a parameter may have; empty past the last one. */
KAIDAH_API kaidah_text kaidah_policy_parameter_choice(const kaidah_policy *policy, size_t parameter, size_t choice);

/** Every article that decides something, with its marks, and what is not encoded, as one JSON object. */
KAIDAH_API kaidah_status kaidah_policy_provenance(const kaidah_policy *policy, kaidah_language language,
                                                  kaidah_string **json, kaidah_error **error);
/** What the policy and its amendments say together, as text of the language; on a day (`YYYY-MM-DD`), or, where that is
 *  empty, on all days. */
KAIDAH_API kaidah_status kaidah_policy_consolidated(const kaidah_policy *policy, kaidah_text day, kaidah_string **text,
                                                    kaidah_error **error);

/* ---- making a policy ready ---- */

/** A parameter by name; its value as it would stand in a record, without quotation marks. */
typedef struct kaidah_setting {
  kaidah_text name;  /**< as the policy declares it */
  kaidah_text value; /**< `survei`, `0.5`, `2021-07-01`, `true` */
} kaidah_setting;

/** Under what a policy decides. */
typedef struct kaidah_prepare_options {
  size_t size;                      /**< sizeof of the structure */
  const kaidah_setting *parameters; /**< what is set; beats the profile */
  size_t parameter_count;           /**< how many */
  const kaidah_text *select;        /**< names of the outputs wanted; only what they need is computed. None: all */
  size_t select_count;              /**< how many */
  kaidah_text profile;              /**< the id of a profile of `library`, or a file; empty: none */
  const kaidah_library *library;    /**< where profiles, and for kaidah_prepare_auto policies, are looked for */
  kaidah_text agency;               /**< of kaidah_prepare_auto: whose own amendments apply too */
  kaidah_text subject;              /**< of kaidah_prepare_auto: only policies of this subject; `data` NULL: of any */
  kaidah_text decision_day;         /**< `YYYY-MM-DD`; empty: dated duties and procedures are left out */
  kaidah_text group_records;        /**< the groups' own records as JSON, for records that are decided one by one */
  const kaidah_limit *limits;       /**< of each evaluation */
  size_t limit_count;               /**< how many */
  kaidah_language language;         /**< of rejections */
} kaidah_prepare_options;
/** Nothing but the size. */
#define KAIDAH_PREPARE_OPTIONS_INIT                                                                                 \
  {                                                                                                                 \
    sizeof(kaidah_prepare_options), NULL, 0, NULL, 0, {NULL, 0}, NULL, {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, \
        NULL, 0, KAIDAH_ENGLISH                                                                                     \
  }

/** Reads and checks the options, once for many records. NULL: no options. */
KAIDAH_API kaidah_status kaidah_prepare(const kaidah_policy *policy, const kaidah_prepare_options *options,
                                        kaidah_decider **decider, kaidah_error **error);
/** Every record under its own regime: the policy and settings that the profiles of the library adopt for its agency and
 *  the end of its period. */
KAIDAH_API kaidah_status kaidah_prepare_auto(const kaidah_prepare_options *options, kaidah_decider **decider,
                                             kaidah_error **error);
/** Ends its life; NULL does nothing. */
KAIDAH_API void kaidah_decider_free(kaidah_decider *decider);

/* ---- deciding ---- */

/** One record, a JSON object. KAIDAH_OK or KAIDAH_REJECTED, and in both cases a decision. */
KAIDAH_API kaidah_status kaidah_decide(const kaidah_decider *decider, kaidah_text record, kaidah_decision **decision,
                                       kaidah_error **error);
/** The same with what kaidah_decision_explanation needs; slower. */
KAIDAH_API kaidah_status kaidah_explain(const kaidah_decider *decider, kaidah_text record, kaidah_decision **decision,
                                        kaidah_error **error);
/** Ends its life; NULL does nothing. */
KAIDAH_API void kaidah_decision_free(kaidah_decision *decision);

/** The decision or the rejection as one JSON object, without a line end. */
KAIDAH_API kaidah_text kaidah_decision_json(const kaidah_decision *decision);
/** Of the record, when it has one. */
KAIDAH_API kaidah_text kaidah_decision_id(const kaidah_decision *decision);
/** `pp-30-2019@1.0.0`: under which it was decided, where each record has its own; else empty. */
KAIDAH_API kaidah_text kaidah_decision_policy(const kaidah_decision *decision);

/** Why a record has no decision. */
typedef struct kaidah_rejection {
  kaidah_text code;     /**< K6...: the data; K5...: what the policy could not decide; K9...: a limit */
  kaidah_text message;  /**< in the language of the options */
  kaidah_text pointer;  /**< JSON pointer into the record; empty: the record as a whole */
  kaidah_text expected; /**< what should stand there; may be empty */
  kaidah_text found;    /**< what stands there, shortened; may be empty */
  kaidah_text rule;     /**< of K5: the rule */
  kaidah_text article;  /**< of K5: where it stands */
} kaidah_rejection;
/** KAIDAH_REJECTED with `rejection` filled; KAIDAH_OK with it emptied when there was a decision. */
KAIDAH_API kaidah_status kaidah_decision_rejection(const kaidah_decision *decision, kaidah_rejection *rejection,
                                                   size_t rejection_size);

/** One output of a decision. */
typedef struct kaidah_output {
  kaidah_text name; /**< as the policy names it */
  kaidah_text text; /**< figures exactly as printed (`90.00`), enum members as written, dates `YYYY-MM-DD`, `true` and
                         `false`; lists and records as JSON; empty when absent */
  kaidah_kind kind; /**< what kind of value */
} kaidah_output;
/** In the policy's order. */
KAIDAH_API size_t kaidah_decision_output_count(const kaidah_decision *decision);
/** Fills `output`; `output_size` is its sizeof. */
KAIDAH_API kaidah_status kaidah_decision_output(const kaidah_decision *decision, size_t index, kaidah_output *output,
                                                size_t output_size);
/** The text of an output by its name; empty when it is absent, was not selected, or nothing was decided. */
KAIDAH_API kaidah_text kaidah_decision_value(const kaidah_decision *decision, kaidah_text name);

/** How grave an unmet duty is. */
typedef int32_t kaidah_finding_level;
/** Of kaidah_finding_level. */
enum {
  KAIDAH_BREACH = 0,  /**< a breach of the regulation */
  KAIDAH_WARNING = 1, /**< a warning */
  KAIDAH_NOTE = 2     /**< a note */
};
/** A duty that is not met. */
typedef struct kaidah_finding {
  kaidah_text code;           /**< `DIST-ATAS` */
  kaidah_text text;           /**< as the policy words it */
  kaidah_text article;        /**< where the duty stands */
  kaidah_finding_level level; /**< how grave it is */
} kaidah_finding;
/** How many duties are not met. */
KAIDAH_API size_t kaidah_decision_finding_count(const kaidah_decision *decision);
/** Fills `finding`; `finding_size` is its sizeof. */
KAIDAH_API kaidah_status kaidah_decision_finding(const kaidah_decision *decision, size_t index, kaidah_finding *finding,
                                                 size_t finding_size);

/** Where a procedure stands on the decision day. */
typedef struct kaidah_procedure {
  kaidah_text id;    /**< as the policy names it */
  kaidah_text step;  /**< the step it is in, or the end it has reached */
  kaidah_text since; /**< `YYYY-MM-DD` */
  kaidah_text due;   /**< empty: no last day */
} kaidah_procedure;
/** How many procedures have begun. */
KAIDAH_API size_t kaidah_decision_procedure_count(const kaidah_decision *decision);
/** Fills `procedure`; `procedure_size` is its sizeof. */
KAIDAH_API kaidah_status kaidah_decision_procedure(const kaidah_decision *decision, size_t index,
                                                   kaidah_procedure *procedure, size_t procedure_size);

/** How a rule stands to the text of its regulation. */
typedef int32_t kaidah_trust;
/** Of kaidah_trust. */
enum {
  KAIDAH_VERBATIM = 0,         /**< as the article writes it */
  KAIDAH_SECONDARY_SOURCE = 1, /**< known from others' accounts of the text */
  KAIDAH_INTERPRETATION = 2,   /**< the text leaves it open; this is one reading */
  KAIDAH_PLACE_INFERRED = 3,   /**< the rule is sure, the article it stands in is not */
  KAIDAH_NOT_ENCODED = 4,      /**< left out */
  KAIDAH_ACCEPTED = 5          /**< a known hole of the regulation, kept as one */
};
/** One mark of an article that the decision rests on and that is not verbatim. */
typedef struct kaidah_mark {
  kaidah_text article;    /**< where it stands */
  kaidah_text title;      /**< the innermost title on the way there */
  kaidah_text instrument; /**< the amendment that brought it; empty: the policy itself */
  kaidah_text text;       /**< the source or the reason, as the author gives it */
  kaidah_trust trust;     /**< what the mark says */
} kaidah_mark;
/** In source order. */
KAIDAH_API size_t kaidah_decision_mark_count(const kaidah_decision *decision);
/** Fills `mark`; `mark_size` is its sizeof. */
KAIDAH_API kaidah_status kaidah_decision_mark(const kaidah_decision *decision, size_t index, kaidah_mark *mark,
                                              size_t mark_size);

/** Because of what a decision is what it is: text, JSON or HTML. KAIDAH_MISUSE for a decision that kaidah_explain did
 *  not make; of a rejected record, how far the decision came, KAIDAH_REJECTED and NULL where it did not begin. */
KAIDAH_API kaidah_status kaidah_decision_explanation(const kaidah_decision *decision, kaidah_format format,
                                                     kaidah_language language, kaidah_string **text,
                                                     kaidah_error **error);

/* ---- streams of records ---- */

/** Fills the beginning of the buffer with the next bytes and says how many; 0 at the end, less when reading failed. May
 *  give fewer than asked for. Called from one thread at a time, not always the same. */
typedef int64_t (*kaidah_read)(void *context, char *buffer, size_t size);
/** Takes whole lines, each with its line end; anything but 0 ends the run. Called from one thread at a time, in the
 *  order of the input. */
typedef int32_t (*kaidah_write)(void *context, kaidah_text lines);

/** How far a run has come. */
typedef struct kaidah_progress {
  uint64_t records;  /**< so far */
  uint64_t rejected; /**< of them */
  uint64_t bytes;    /**< of input */
} kaidah_progress;
/** Called a few times a second at most, from one thread at a time. `progress` may be larger than this header knows. */
typedef void (*kaidah_show_progress)(void *context, const kaidah_progress *progress);

/** Where the records of a run come from, and where what comes of them goes. */
typedef struct kaidah_run_options {
  size_t size;                    /**< sizeof of the structure */
  kaidah_read records;            /**< newline-delimited JSON, one JSON array, or a single object */
  void *records_context;          /**< handed to it */
  kaidah_read group_records;      /**< NULL: none */
  void *group_records_context;    /**< handed to it */
  kaidah_write decisions;         /**< what was decided */
  void *decisions_context;        /**< handed to it */
  kaidah_write rejections;        /**< NULL: they are only counted */
  void *rejections_context;       /**< handed to it */
  kaidah_write groups;            /**< NULL: groups are not formed */
  void *groups_context;           /**< handed to it */
  kaidah_write trace;             /**< NULL: none */
  void *trace_context;            /**< handed to it */
  kaidah_show_progress progress;  /**< NULL: none */
  void *progress_context;         /**< handed to it */
  kaidah_text input_name;         /**< what the manifest calls the input, so that a run can be done again */
  kaidah_text group_records_name; /**< the same of the groups' records */
  uint32_t threads;               /**< that decide; 0: one for each processor. What is written does not depend on it */
  int32_t digests;                /**< 1: take digests of what is read and written */
} kaidah_run_options;
/** Nothing but the size. */
#define KAIDAH_RUN_OPTIONS_INIT                                                                                 \
  {                                                                                                             \
    sizeof(kaidah_run_options), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, \
        NULL, {NULL, 0}, {NULL, 0}, 0, 0                                                                        \
  }

/** Each record gives exactly one decision or one rejection; a bad one does not end the run. Memory is bounded by the
 *  largest record, the threads and the number of groups. Callbacks must not unwind (longjmp, exceptions of other
 *  languages). Whenever the run began there is a `run`, also with KAIDAH_STOPPED and KAIDAH_ERROR. */
KAIDAH_API kaidah_status kaidah_decide_all(const kaidah_decider *decider, const kaidah_run_options *options,
                                           kaidah_run **run, kaidah_error **error);
/** Ends its life; NULL does nothing. */
KAIDAH_API void kaidah_run_free(kaidah_run *run);

/** One of the streams of a run. */
typedef int32_t kaidah_stream;
/** Of kaidah_stream. */
enum {
  KAIDAH_NO_STREAM = -1,    /**< none of them */
  KAIDAH_RECORDS = 0,       /**< what is decided */
  KAIDAH_GROUP_RECORDS = 1, /**< the groups' own records */
  KAIDAH_DECISIONS = 2,     /**< what was decided */
  KAIDAH_REJECTIONS = 3,    /**< what was not, and why */
  KAIDAH_GROUPS = 4,        /**< what came of the groups */
  KAIDAH_TRACE = 5,         /**< which ways the decisions took */
  KAIDAH_PART = 6           /**< a part of a population that is decided apart */
};
/** What came of a run. */
typedef struct kaidah_counts {
  uint64_t bytes;                  /**< of the records, as far as they were read */
  uint64_t records;                /**< that were read */
  uint64_t decided;                /**< of them */
  uint64_t rejected;               /**< of them */
  uint64_t groups;                 /**< that were formed */
  uint64_t groups_rejected;        /**< of them */
  uint64_t group_records_rejected; /**< records of groups that could not be used */
  kaidah_stream failed;            /**< whose callback failed or wanted no more */
} kaidah_counts;
/** Fills `counts`; `counts_size` is its sizeof. */
KAIDAH_API kaidah_status kaidah_run_counts(const kaidah_run *run, kaidah_counts *counts, size_t counts_size);
/** What was run on what: policy, digest, parameters, clocks, counts; JSON. */
KAIDAH_API kaidah_text kaidah_run_manifest(const kaidah_run *run);
/** `sha256:...` of what was read or written, where kaidah_run_options::digests asked for it; else empty. */
KAIDAH_API kaidah_text kaidah_run_digest(const kaidah_run *run, kaidah_stream stream);

/* ---- new rules without a restart ---- */

/** What is in force while the rules change underneath: watches a folder, or asks a loader; reads, checks, compiles and
 *  tests beside the decisions that go on, then swaps at once. Texts with any error change nothing. Its functions may be
 *  called from any thread at the same time as any other. */
typedef struct kaidah_store kaidah_store;
/** What is in force at a moment: whoever holds it decides under it to the end. Immutable, as all other handles. */
typedef struct kaidah_snapshot kaidah_snapshot;

/** A decider that is made ready before its policy is put in force. */
typedef struct kaidah_wanted_decider {
  kaidah_text name;                      /**< what a snapshot calls it; empty: as `policy` */
  kaidah_text policy;                    /**< `pp-30-2019@1.x`; `auto`: each record under its own regime */
  const kaidah_prepare_options *options; /**< their library is always that of the store; NULL: none */
} kaidah_wanted_decider;

/** Called with each swap, refusal and roll-back as one JSON object, one at a time and in their order, from the thread
 *  that caused it. May call anything of the store but kaidah_store_free. */
typedef void (*kaidah_store_log)(void *context, kaidah_text event);

/** How a store looks for changes. */
typedef int32_t kaidah_watch;
/** Of kaidah_watch. */
enum {
  KAIDAH_WATCH_SYSTEM = 0,  /**< told by the system; where that cannot be had, and of a loader, as polling */
  KAIDAH_WATCH_POLLING = 1, /**< looks at intervals */
  KAIDAH_WATCH_NONE = 2     /**< only when kaidah_store_refresh is called */
};

/** What a store does. */
typedef struct kaidah_store_options {
  size_t size;                           /**< sizeof of the structure */
  const kaidah_wanted_decider *deciders; /**< made ready with every swap */
  size_t decider_count;                  /**< how many */
  kaidah_store_log log;                  /**< NULL: none */
  void *log_context;                     /**< handed to it */
  const kaidah_limit *limits;            /**< of the texts and their policies */
  size_t limit_count;                    /**< how many */
  uint32_t settle_milliseconds;          /**< how long a folder must stay as it is before it is read; 0: 50 */
  uint32_t poll_milliseconds;            /**< 0: 500 */
  uint32_t keep;                         /**< how many earlier snapshots are kept to roll back to; 0: 8 */
  kaidah_watch watch;                    /**< how changes are looked for */
  kaidah_language language;              /**< of events */
} kaidah_store_options;
/** Nothing but the size. */
#define KAIDAH_STORE_OPTIONS_INIT \
  { sizeof(kaidah_store_options), NULL, 0, NULL, NULL, NULL, 0, 0, 0, 0, KAIDAH_WATCH_SYSTEM, KAIDAH_ENGLISH }

/** Every `*.kaidah` of a folder and the folders in it, nothing outside of it. */
KAIDAH_API kaidah_status kaidah_store_open(kaidah_text folder, const kaidah_store_options *options,
                                           kaidah_store **store, kaidah_error **error);
/** The texts that `next` gives until it says 0; asked again at intervals, or when kaidah_store_refresh is called, from
 *  one thread at a time, not always the same. */
KAIDAH_API kaidah_status kaidah_store_load(kaidah_next_text next, void *context, const kaidah_store_options *options,
                                           kaidah_store **store, kaidah_error **error);
/** Ends the watching; waits for what is being compiled. Snapshots, deciders and decisions live on. */
KAIDAH_API void kaidah_store_free(kaidah_store *store);

/** What is in force now. */
KAIDAH_API kaidah_status kaidah_store_in_force(const kaidah_store *store, kaidah_snapshot **snapshot,
                                               kaidah_error **error);
/** Its number: 1 for the first, then one more each time something is put in force. */
KAIDAH_API uint64_t kaidah_store_number(const kaidah_store *store);
/** Decides under what is in force now, by the decider of that name; empty: the first. KAIDAH_ERROR, with nothing to
 *  say, where there is none. */
KAIDAH_API kaidah_status kaidah_store_decide(const kaidah_store *store, kaidah_text decider, kaidah_text record,
                                             kaidah_decision **decision, kaidah_error **error);

/** What came of looking at the texts. */
typedef int32_t kaidah_refresh;
/** Of kaidah_refresh. */
enum {
  KAIDAH_UNCHANGED = 0,    /**< the texts are those in force */
  KAIDAH_PUT_IN_FORCE = 1, /**< others are now */
  KAIDAH_REFUSED = 2,      /**< they have errors; what is in force stays */
  KAIDAH_HELD_BACK = 3,    /**< the texts are those that were rolled back */
  KAIDAH_BUSY = 4          /**< called from inside the store's own log or loader */
};
/** Looks at the texts now, and returns when they are in force or refused, which is KAIDAH_ERROR. `outcome` may be
 *  NULL. */
KAIDAH_API kaidah_status kaidah_store_refresh(kaidah_store *store, kaidah_refresh *outcome, kaidah_error **error);
/** Puts the snapshot in force that was before; the texts that were in force are held back until others come.
 *  KAIDAH_ERROR where no earlier one is kept. */
KAIDAH_API kaidah_status kaidah_store_roll_back(kaidah_store *store);
/** Takes texts that were held back after all. */
KAIDAH_API kaidah_status kaidah_store_take_again(kaidah_store *store, kaidah_refresh *outcome, kaidah_error **error);
/** Why the texts that were seen last are not in force: KAIDAH_ERROR, and the reasons. KAIDAH_OK when they are, or are
 *  held back. */
KAIDAH_API kaidah_status kaidah_store_last_refusal(const kaidah_store *store, kaidah_error **error);

/** As kaidah_store_number said when it was in force. */
KAIDAH_API uint64_t kaidah_snapshot_number(const kaidah_snapshot *snapshot);
/** `sha256:...` over the names and bytes of all texts. */
KAIDAH_API kaidah_text kaidah_snapshot_fingerprint(const kaidah_snapshot *snapshot);
/** A decider by its name; empty: the first. Free it; it outlives the snapshot. KAIDAH_ERROR, with nothing to say, where
 *  there is none. */
KAIDAH_API kaidah_status kaidah_snapshot_decider(const kaidah_snapshot *snapshot, kaidah_text name,
                                                 kaidah_decider **decider, kaidah_error **error);
/** The library of the texts. Free it; it outlives the snapshot. */
KAIDAH_API kaidah_status kaidah_snapshot_library(const kaidah_snapshot *snapshot, kaidah_library **library,
                                                 kaidah_error **error);
/** Ends its life; NULL does nothing. */
KAIDAH_API void kaidah_snapshot_free(kaidah_snapshot *snapshot);

/* ---- the rest ---- */

/** Which regime an agency is under on a day (`YYYY-MM-DD`, the end of a period), and why: a JSON list. `subject`: only
 *  of this one; `data` NULL: of all. KAIDAH_ERROR where there is none, or two, with those that there are. */
KAIDAH_API kaidah_status kaidah_resolve(const kaidah_library *library, kaidah_text agency, kaidah_text on,
                                        kaidah_text subject, kaidah_language language, kaidah_string **json,
                                        kaidah_error **error);

/** Which scenarios are run. */
typedef struct kaidah_scenario_options {
  size_t size;                   /**< sizeof of the structure */
  const kaidah_library *library; /**< whose policies and scenarios */
  kaidah_text agency;            /**< whose own amendments apply too; empty: nobody's */
  kaidah_text filter;            /**< only scenarios with this in their title; empty: all */
  kaidah_text profile;           /**< sets the parameters that a scenario does not; empty: none */
  const kaidah_limit *limits;    /**< of each evaluation */
  size_t limit_count;            /**< how many */
  int32_t coverage;              /**< 1: with what was reached */
  kaidah_language language;      /**< of messages */
} kaidah_scenario_options;
/** Nothing but the size. */
#define KAIDAH_SCENARIO_OPTIONS_INIT \
  { sizeof(kaidah_scenario_options), NULL, {NULL, 0}, {NULL, 0}, {NULL, 0}, NULL, 0, 0, KAIDAH_ENGLISH }
/** Every policy of the library with its scenarios: a JSON list of reports. KAIDAH_OK: all passed; KAIDAH_FAILED: some
 *  did not; KAIDAH_ERROR: some could not be run. */
KAIDAH_API kaidah_status kaidah_run_scenarios(const kaidah_scenario_options *options, kaidah_string **json,
                                              kaidah_error **error);

/** The words a policy is written in. */
typedef int32_t kaidah_vocabulary;
/** Of kaidah_vocabulary. */
enum {
  KAIDAH_AS_WRITTEN = 0,   /**< those of the text */
  KAIDAH_IN_ENGLISH = 1,   /**< `when`, `rule` */
  KAIDAH_IN_INDONESIAN = 2 /**< `jika`, `aturan` */
};
/** Canonical text, in either vocabulary. Formatting what was formatted changes nothing. */
KAIDAH_API kaidah_status kaidah_format_text(kaidah_text name, kaidah_text text, kaidah_vocabulary vocabulary,
                                            kaidah_string **formatted, kaidah_error **error);

#ifdef __cplusplus
}
#endif
#endif
