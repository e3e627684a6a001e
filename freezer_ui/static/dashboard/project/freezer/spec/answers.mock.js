/* Real answers of our REST; `make answers` writes them (tests/rest/test_answers.py). */
/* eslint-disable */
window.freezerAnswers = {
 "action": {
  "action": "backup",
  "backup_name": "free",
  "container": "/var/backups/free",
  "engine": null,
  "fields": [
   {
    "name": "action",
    "value": "backup"
   },
   {
    "name": "mode",
    "value": "fs"
   },
   {
    "name": "backup_name",
    "value": "free"
   },
   {
    "name": "path_to_backup",
    "value": "/srv/free"
   },
   {
    "name": "storage",
    "value": "local"
   },
   {
    "name": "container",
    "value": "/var/backups/free"
   }
  ],
  "id": "action",
  "jobs": 1,
  "max_level": null,
  "mode": "fs",
  "name": "free",
  "path": "/srv/free",
  "place": "local: /var/backups/free",
  "read": 1700007200,
  "storage": "local",
  "used_by": [
   {
    "client_id": "shop-db-1",
    "id": "job-free",
    "name": "free"
   }
  ]
 },
 "actionForm": {
  "others": [],
  "secrets": [],
  "used_by": [
   {
    "client_id": "shop-db-1",
    "id": "job-free",
    "name": "free"
   }
  ],
  "values": {
   "action": "backup",
   "always_level": null,
   "backup_name": "free",
   "cinder_vol_id": null,
   "cindernative_vol_id": null,
   "compression": "gzip",
   "consistency_check": false,
   "container": "/var/backups/free",
   "dereference_symlink": null,
   "encrypt_pass_file": null,
   "exclude": null,
   "fullbackup_rotation": null,
   "glance_image_id": null,
   "hostname": null,
   "incremental": false,
   "log_file": null,
   "max_level": null,
   "max_priority": false,
   "max_retries": 5,
   "max_retries_interval": 6,
   "max_segment_size": null,
   "mode": "fs",
   "mysql_conf": null,
   "nova_inst_id": null,
   "overwrite": false,
   "path_to_backup": "/srv/free",
   "proxy": null,
   "quiet": false,
   "remove_older_than": null,
   "restart_always_level": null,
   "restore_abs_path": null,
   "restore_from_date": null,
   "sql_server_conf": null,
   "ssh_host": null,
   "ssh_key": null,
   "ssh_password": null,
   "ssh_port": null,
   "ssh_username": null,
   "storage": "local",
   "timeout": null
  },
  "version": "version"
 },
 "actions": {
  "items": [
   {
    "action": "backup",
    "backup_name": "free",
    "container": "/var/backups/free",
    "engine": null,
    "id": "action",
    "jobs": 1,
    "max_level": null,
    "mode": "fs",
    "name": "free",
    "path": "/srv/free",
    "place": "local: /var/backups/free",
    "storage": "local"
   },
   {
    "action": "backup",
    "backup_name": "orders",
    "container": "/var/backups/orders",
    "engine": null,
    "id": "id-6",
    "jobs": 1,
    "max_level": null,
    "mode": "fs",
    "name": "orders",
    "path": "/srv/orders",
    "place": "local: /var/backups/orders",
    "storage": "local"
   },
   {
    "action": "backup",
    "backup_name": "wiki",
    "container": "/var/backups/wiki",
    "engine": null,
    "id": "id-7",
    "jobs": 1,
    "max_level": null,
    "mode": "fs",
    "name": "wiki",
    "path": "/srv/wiki",
    "place": "local: /var/backups/wiki",
    "storage": "local"
   }
  ],
  "next": null,
  "read": 1700007200
 },
 "backups": {
  "items": [
   {
    "at": 1700000090,
    "backup_name": "free",
    "client_id": "shop-db-1",
    "client_version": "19.0.0",
    "container": "/var/backups/free",
    "engine_name": "tar",
    "hostname": "shop-db-1",
    "id": "backup",
    "job_gone": false,
    "job_id": "job-free",
    "job_name": "free",
    "level": null,
    "mode": "fs",
    "name": "free",
    "path": "/srv/free",
    "place": "local: /var/backups/free",
    "refused": null,
    "retention": null,
    "session_id": null,
    "session_name": null,
    "session_tag": null,
    "status": "available",
    "storage": "local",
    "unreadable": [],
    "volume": null
   },
   {
    "at": 1700000000,
    "backup_name": "orders",
    "client_id": "shop-db-1",
    "client_version": "19.0.0",
    "container": "/var/backups/orders",
    "engine_name": "tar",
    "hostname": "shop-db-1",
    "id": "id-8",
    "job_gone": false,
    "job_id": "job-orders",
    "job_name": "orders",
    "level": null,
    "mode": "fs",
    "name": "orders",
    "path": "/srv/orders",
    "place": "local: /var/backups/orders",
    "refused": null,
    "retention": null,
    "session_id": "session",
    "session_name": "Shop nightly",
    "session_tag": null,
    "status": "available",
    "storage": "local",
    "unreadable": [],
    "volume": null
   }
  ],
  "next": null,
  "read": 1700007200
 },
 "brief": {
  "complete": false,
  "confirmed": true,
  "counts": {
   "checking": 0,
   "failed": 1,
   "late": 0,
   "members": 2,
   "missing": 0,
   "running": 0,
   "succeeded": 1,
   "unknown": 0,
   "waiting": 0
  },
  "description": "Shop nightly",
  "hold_off": 60,
  "id": "session",
  "name": "Shop nightly",
  "need": "failed",
  "next_run": 1700021600,
  "next_run_about": true,
  "next_run_note": null,
  "rank": 0,
  "read": 1700007200,
  "result": "fail",
  "schedule": {
   "schedule_hour": "2"
  },
  "schedule_words": "every day at 02:00, agents' time",
  "session_tag": 1,
  "status": "completed",
  "time_end": 1700000108,
  "time_start": 1700000000,
  "unreadable": [],
  "verdict": {
   "differs_words": null,
   "freezer_differs": false,
   "state": "incomplete",
   "words": "Tag 1: 1 of 2 succeeded · shop-db-1 failed"
  },
  "version": "version"
 },
 "choices": {
  "items": [
   {
    "action": "backup",
    "id": "action",
    "name": "free",
    "place": "local: /var/backups/free",
    "refused": null
   },
   {
    "action": "backup",
    "id": "id-6",
    "name": "orders",
    "place": "local: /var/backups/orders",
    "refused": null
   },
   {
    "action": "backup",
    "id": "id-7",
    "name": "wiki",
    "place": "local: /var/backups/wiki",
    "refused": null
   }
  ]
 },
 "client": {
  "cannot": {
   "mode": {
    "mongo": "\"MongoDB\" is not available: the client shop-db-1 does not support it.",
    "sqlserver": "\"SQL Server\" is not available: the client shop-db-1 does not support it."
   },
   "storage": {
    "ssh": "\"A folder on another machine (ssh)\" is not available: the client shop-db-1 does not support it."
   }
  },
  "counts": {
   "alone": 1,
   "backups": 3,
   "jobs": 3,
   "nothing": 0,
   "protecting": 3,
   "session": 2
  },
  "description": "Jobs are refused for a client that is not there",
  "hostname": "shop-db-1",
  "id": "shop-db-1",
  "is_central": false,
  "jobs": [
   {
    "action_ids": [
     "action"
    ],
    "actions": [
     "backup free"
    ],
    "client_id": "shop-db-1",
    "dangling": false,
    "description": "free",
    "home": null,
    "id": "job-free",
    "name": "free",
    "need": "never",
    "own": null,
    "rank": 5,
    "result": null,
    "runs": "alone",
    "schedule": {
     "schedule_interval": "1 days"
    },
    "schedule_words": "every day",
    "session_id": null,
    "session_tag": 0,
    "status": null,
    "stopped": false,
    "time_ended": null,
    "time_started": null,
    "unreadable": [],
    "warning": null
   },
   {
    "action_ids": [
     "id-6"
    ],
    "actions": [
     "backup orders"
    ],
    "client_id": "shop-db-1",
    "dangling": false,
    "description": "orders",
    "home": {
     "id": "session",
     "name": "Shop nightly"
    },
    "id": "job-orders",
    "name": "orders",
    "need": "succeeded",
    "own": null,
    "rank": 6,
    "result": "success",
    "runs": "session",
    "schedule": {
     "schedule_hour": "2"
    },
    "schedule_words": "every day at 02:00, agents' time",
    "session_id": "session",
    "session_tag": 1,
    "status": "scheduled",
    "stopped": false,
    "time_ended": 1700000095,
    "time_started": 1700000000,
    "unreadable": [],
    "warning": null
   },
   {
    "action_ids": [
     "id-7"
    ],
    "actions": [
     "backup wiki"
    ],
    "client_id": "shop-db-1",
    "dangling": false,
    "description": "wiki",
    "home": {
     "id": "session",
     "name": "Shop nightly"
    },
    "id": "job-wiki",
    "name": "wiki",
    "need": "failed",
    "own": null,
    "rank": 1,
    "result": "fail",
    "runs": "session",
    "schedule": {
     "schedule_hour": "2"
    },
    "schedule_words": "every day at 02:00, agents' time",
    "session_id": "session",
    "session_tag": 1,
    "status": "scheduled",
    "stopped": false,
    "time_ended": 1700000108,
    "time_started": 1700000003,
    "unreadable": [],
    "warning": null
   }
  ],
  "need": "failed",
  "protected": true,
  "rank": 0,
  "read": 1700007200,
  "result": "fail",
  "supports": {
   "actions": [
    "backup",
    "restore",
    "admin",
    "exec"
   ],
   "engines": [
    "tar",
    "rsync"
   ],
   "modes": [
    "fs",
    "mysql"
   ],
   "storages": [
    "local",
    "swift",
    "s3"
   ]
  },
  "time_ended": 1700000108,
  "uuid": "id-9",
  "words": "3 of 3 backup jobs active"
 },
 "clients": {
  "items": [
   {
    "cannot": {
     "mode": {
      "mongo": "\"MongoDB\" is not available: the client shop-db-1 does not support it.",
      "sqlserver": "\"SQL Server\" is not available: the client shop-db-1 does not support it."
     },
     "storage": {
      "ssh": "\"A folder on another machine (ssh)\" is not available: the client shop-db-1 does not support it."
     }
    },
    "counts": {
     "alone": 1,
     "backups": 3,
     "jobs": 3,
     "nothing": 0,
     "protecting": 3,
     "session": 2
    },
    "description": "Jobs are refused for a client that is not there",
    "hostname": "shop-db-1",
    "id": "shop-db-1",
    "is_central": false,
    "need": "failed",
    "protected": true,
    "rank": 0,
    "result": "fail",
    "time_ended": 1700000108,
    "uuid": "id-9",
    "words": "3 of 3 backup jobs active"
   }
  ],
  "next": null,
  "read": 1700007200
 },
 "details": {
  "alone": {
   "items": [
    {
     "at": 1700000095,
     "client_id": "shop-db-1",
     "id": "id-10",
     "name": "lone",
     "session": null,
     "state": "failed"
    }
   ],
   "total": 1
  },
  "counts": {
   "backups": 4,
   "checking": 0,
   "complete": 0,
   "empty": 0,
   "failed": 1,
   "incomplete": 1,
   "jobs": 5,
   "machines": 2,
   "never": 0,
   "old": 1,
   "overdue": 0,
   "running": 1,
   "sessions": 2,
   "unknown": 0,
   "unprotected": 1
  },
  "is_empty": false,
  "jobs": {
   "items": [
    {
     "at": null,
     "client_id": "shop-db-1",
     "due": null,
     "id": "id-11",
     "name": "mails",
     "schedule_words": "every day",
     "session": {
      "id": "id-12",
      "name": "Mails"
     },
     "state": "never"
    },
    {
     "at": 1700000000,
     "client_id": "shop-db-1",
     "due": 1700021600,
     "id": "id-10",
     "name": "lone",
     "schedule_words": "every day",
     "session": null,
     "state": "fresh"
    },
    {
     "at": 1700000000,
     "client_id": "shop-db-1",
     "due": 1700021600,
     "id": "job-orders",
     "name": "orders",
     "schedule_words": "every day",
     "session": {
      "id": "session",
      "name": "Shop nightly"
     },
     "state": "fresh"
    },
    {
     "at": 1700000000,
     "client_id": "shop-db-1",
     "due": 1700021600,
     "id": "id-13",
     "name": "scan",
     "schedule_words": "every day",
     "session": null,
     "state": "fresh"
    },
    {
     "at": 1700000090,
     "client_id": "shop-db-1",
     "due": 1700021600,
     "id": "job-free",
     "name": "free",
     "schedule_words": "every day",
     "session": null,
     "state": "fresh"
    }
   ],
   "total": 5
  },
  "machine_words": [
   "0 of 1 machine has a backup as recent as its schedule requires.",
   "1 machine is not protected."
  ],
  "machines": {
   "items": [
    {
     "at": null,
     "cells": [
      {
       "backups": 0,
       "state": "none",
       "words": "No backup, and none expected"
      }
     ],
     "due": null,
     "id": "shop-db-1",
     "job": {
      "client_id": "shop-db-1",
      "id": "id-11",
      "name": "mails",
      "session": {
       "id": "id-12",
       "name": "Mails"
      }
     },
     "state": "never"
    },
    {
     "at": null,
     "cells": [
      {
       "backups": 0,
       "state": "none",
       "words": "No backup, and none expected"
      }
     ],
     "due": null,
     "id": "spare-1",
     "job": null,
     "state": "unprotected"
    }
   ],
   "total": 2
  },
  "needy": {
   "items": [
    {
     "at": 1700000000,
     "id": "session",
     "name": "Shop nightly",
     "state": "incomplete",
     "words": "Tag 1: 1 of 2 succeeded · shop-db-1 failed"
    }
   ],
   "total": 1
  },
  "next": {
   "items": [
    {
     "about": true,
     "at": 1700021600,
     "client_id": "shop-db-1",
     "id": "id-10",
     "kind": "job",
     "name": "lone"
    },
    {
     "about": true,
     "at": 1700021600,
     "id": "id-12",
     "kind": "session",
     "name": "Mails"
    },
    {
     "about": true,
     "at": 1700021600,
     "client_id": "shop-db-1",
     "id": "id-13",
     "kind": "job",
     "name": "scan"
    },
    {
     "about": true,
     "at": 1700021600,
     "id": "session",
     "kind": "session",
     "name": "Shop nightly"
    }
   ],
   "total": 4
  },
  "nights": [
   {
    "counts": {
     "made": 0,
     "missed": 0,
     "partly": 0
    },
    "end": 1699956800,
    "start": 1699956800
   }
  ],
  "notes": [],
  "now": 1700007200,
  "older": null,
  "read": 1700007200,
  "running": {
   "items": [
    {
     "at": 1700000000,
     "id": "id-12",
     "name": "Mails",
     "state": "running",
     "words": "Running tag 1: 0 of 1 succeeded · shop-db-1 running"
    }
   ],
   "total": 1
  },
  "running_jobs": {
   "items": [
    {
     "at": 1700000000,
     "client_id": "shop-db-1",
     "id": "id-13",
     "name": "scan",
     "session": null
    }
   ],
   "total": 1
  },
  "sessions": {
   "items": [
    {
     "at": null,
     "client_id": "shop-db-1",
     "due": null,
     "id": "id-11",
     "name": "mails",
     "schedule_words": "every day",
     "session": {
      "id": "id-12",
      "name": "Mails"
     },
     "state": "never"
    },
    {
     "at": 1700000000,
     "client_id": "shop-db-1",
     "due": 1700021600,
     "id": "job-orders",
     "name": "orders",
     "schedule_words": "every day",
     "session": {
      "id": "session",
      "name": "Shop nightly"
     },
     "state": "fresh"
    }
   ],
   "total": 2
  },
  "state": "incomplete",
  "unprotected": {
   "items": [
    {
     "id": "spare-1",
     "words": "Not backed up · no jobs"
    }
   ],
   "total": 1
  },
  "words": [
   "1 needs you.",
   "1 is running."
  ]
 },
 "filed": {
  "actions": [
   [
    {
     "name": "action",
     "value": "backup"
    },
    {
     "name": "mode",
     "value": "fs"
    },
    {
     "name": "backup_name",
     "value": "new"
    },
    {
     "name": "path_to_backup",
     "value": "/srv/new"
    },
    {
     "name": "storage",
     "value": "local"
    },
    {
     "name": "container",
     "value": "/c"
    },
    {
     "name": "engine_name",
     "value": "tar"
    },
    {
     "name": "compression",
     "value": "gzip"
    }
   ]
  ],
  "client_id": "shop-db-1",
  "description": "new",
  "id": "id-14",
  "ignored": [],
  "runs": true,
  "schedule": {
   "next_run": 1700021600,
   "next_run_about": false,
   "next_run_note": null,
   "words": "every day, from 14 November 2023 22:13:20 UTC"
  },
  "warnings": []
 },
 "form": {
  "action": [
   {
    "choices": [
     {
      "label": "Files and folders",
      "value": "fs"
     },
     {
      "label": "MySQL or MariaDB",
      "value": "mysql"
     },
     {
      "label": "MongoDB",
      "value": "mongo"
     },
     {
      "label": "SQL Server",
      "value": "sqlserver"
     }
    ],
    "default": "fs",
    "help": "Folders are read as they are. The agent prepares a database on its machine first.",
    "kind": "choice",
    "label": "What to back up",
    "least": 0,
    "more": false,
    "most": 2147483647,
    "name": "mode",
    "needed": true,
    "when": {}
   }
  ],
  "job": [
   {
    "choices": [],
    "default": "Backup of {hostname}",
    "help": "The name of the job. {hostname} becomes the name of each machine.",
    "kind": "text",
    "label": "Job name",
    "least": 0,
    "more": false,
    "most": 2147483647,
    "name": "description",
    "needed": true,
    "when": {}
   }
  ]
 },
 "health": {
  "checked": {
   "jobs": 5,
   "sessions": 2
  },
  "items": [
   {
    "id": "drift:session:job-orders",
    "job_id": "job-orders",
    "job_name": "orders",
    "kind": "drift",
    "repairs": [
     {
      "calls": [
       {
        "body": {
         "from": "session"
        },
        "job_id": "job-orders",
        "session_id": "session",
        "verb": "PUT"
       }
      ],
      "words": "Apply the session's schedule",
      "writes": "Gives \"orders\" the schedule of \"Shop nightly\": every day."
     }
    ],
    "session_id": "session",
    "session_name": "Shop nightly",
    "words": "\"orders\" and \"Shop nightly\" have different schedules, so they do not run together. Job: every day at 02:00, agents' time. Session: every day."
   },
   {
    "id": "ghost:session:job-wiki",
    "job_id": "job-wiki",
    "job_name": "job-wiki",
    "kind": "ghost",
    "repairs": [
     {
      "calls": [
       {
        "body": null,
        "job_id": "job-wiki",
        "session_id": "session",
        "verb": "DELETE"
       }
      ],
      "words": "Remove the entry",
      "writes": "Removes the entry from \"Shop nightly\". Backups of the job stay."
     }
    ],
    "session_id": "session",
    "session_name": "Shop nightly",
    "words": "A job of \"Shop nightly\" was deleted. Only its entry is left, and counts as a missing member."
   }
  ]
 },
 "history": {
  "confidence_words": {
   "estimated": "Estimated: Freezer keeps no previous runs. These backups started together; the tag is counted back from an exact tag, and a run without a backup shifts the count.",
   "exact": "Exact",
   "pinned": "Pinned: session and tag are saved in the backups, so the tag stays exact.",
   "unknown": "Unknown: there are more groups of backups than runs."
  },
  "items": [
   {
    "can_pin": true,
    "cells": {
     "job-orders": {
      "at": 1700000000,
      "backups": 1,
      "end": 1700000095,
      "gone": false,
      "level": null,
      "state": "succeeded",
      "words": "Backed up"
     },
     "job-wiki": {
      "at": 1700000003,
      "backups": 0,
      "end": 1700000108,
      "gone": false,
      "level": null,
      "state": "failed",
      "words": "Failed"
     }
    },
    "confidence": "exact",
    "confidence_words": "Exact",
    "current": true,
    "duration": 108,
    "end": 1700000108,
    "key": "t1",
    "name": "Tag 1",
    "pin_refused": null,
    "pinned": false,
    "skew": 3,
    "start": 1700000000,
    "state": "incomplete",
    "tag": 1,
    "words": "Tag 1: 1 of 2 succeeded · shop-db-1 failed"
   }
  ],
  "members": [
   {
    "client_id": "shop-db-1",
    "id": "job-orders",
    "name": "orders",
    "part": "member",
    "part_words": ""
   },
   {
    "client_id": "shop-db-1",
    "id": "job-wiki",
    "name": "wiki",
    "part": "member",
    "part_words": ""
   }
  ],
  "next": null,
  "note": null,
  "now": 1700007200,
  "outside": [],
  "tag": 1
 },
 "jobForm": {
  "actions": [
   {
    "action": "backup",
    "id": "action",
    "name": "free"
   }
  ],
  "client_id": "shop-db-1",
  "description": "free",
  "id": "job-free",
  "schedule": {
   "schedule_interval": "1 days"
  },
  "schedule_local": {
   "schedule_interval": "1 days"
  },
  "session_id": null,
  "stopped": false,
  "version": "version"
 },
 "jobs": {
  "checked": 3,
  "items": [
   {
    "action_ids": [
     "action"
    ],
    "actions": [
     "backup free"
    ],
    "client_id": "shop-db-1",
    "dangling": false,
    "description": "free",
    "home": null,
    "id": "job-free",
    "log_words": null,
    "name": "free",
    "need": "never",
    "own": null,
    "rank": 5,
    "result": null,
    "result_words": null,
    "runs": "alone",
    "schedule": {
     "schedule_interval": "1 days"
    },
    "schedule_words": "every day",
    "session_id": null,
    "session_tag": 0,
    "status": null,
    "stopped": false,
    "time_ended": null,
    "time_started": null,
    "unreadable": [],
    "warning": null
   },
   {
    "action_ids": [
     "id-6"
    ],
    "actions": [
     "backup orders"
    ],
    "client_id": "shop-db-1",
    "dangling": false,
    "description": "orders",
    "home": {
     "id": "session",
     "name": "Shop nightly"
    },
    "id": "job-orders",
    "log_words": null,
    "name": "orders",
    "need": "succeeded",
    "own": null,
    "rank": 6,
    "result": "success",
    "result_words": null,
    "runs": "session",
    "schedule": {
     "schedule_hour": "2"
    },
    "schedule_words": "every day at 02:00, agents' time",
    "session_id": "session",
    "session_tag": 1,
    "status": "scheduled",
    "stopped": false,
    "time_ended": 1700000095,
    "time_started": 1700000000,
    "unreadable": [],
    "warning": null
   },
   {
    "action_ids": [
     "id-7"
    ],
    "actions": [
     "backup wiki"
    ],
    "client_id": "shop-db-1",
    "dangling": false,
    "description": "wiki",
    "home": {
     "id": "session",
     "name": "Shop nightly"
    },
    "id": "job-wiki",
    "log_words": "Freezer does not record the reason. See /root/.freezer/freezer.log on shop-db-1, or .freezer/freezer.log in the home folder of the user who runs the agent.",
    "name": "wiki",
    "need": "failed",
    "own": null,
    "rank": 1,
    "result": "fail",
    "result_words": null,
    "runs": "session",
    "schedule": {
     "schedule_hour": "2"
    },
    "schedule_words": "every day at 02:00, agents' time",
    "session_id": "session",
    "session_tag": 1,
    "status": "scheduled",
    "stopped": false,
    "time_ended": 1700000108,
    "time_started": 1700000003,
    "unreadable": [],
    "warning": null
   }
  ],
  "next": null,
  "read": 1700007200
 },
 "overview": {
  "counts": {
   "checking": 0,
   "complete": 0,
   "empty": 0,
   "incomplete": 1,
   "never": 0,
   "overdue": 0,
   "running": 1,
   "sessions": 2,
   "unknown": 0
  },
  "needy": {
   "items": [
    {
     "at": 1700000000,
     "id": "session",
     "name": "Shop nightly",
     "state": "incomplete",
     "words": "Tag 1: 1 of 2 succeeded · shop-db-1 failed"
    }
   ],
   "total": 1
  },
  "next": {
   "items": [
    {
     "about": true,
     "at": 1700021600,
     "id": "id-12",
     "kind": "session",
     "name": "Mails"
    },
    {
     "about": true,
     "at": 1700021600,
     "id": "session",
     "kind": "session",
     "name": "Shop nightly"
    }
   ],
   "total": 2
  },
  "now": 1700007200,
  "read": 1700007200,
  "running": {
   "items": [
    {
     "at": 1700000000,
     "id": "id-12",
     "name": "Mails",
     "state": "running",
     "words": "Running tag 1: 0 of 1 succeeded · shop-db-1 running"
    }
   ],
   "total": 1
  },
  "state": "incomplete",
  "words": [
   "1 needs you.",
   "1 is running."
  ]
 },
 "planned": {
  "jobs": [
   {
    "actions": [
     {
      "backup_name": "new",
      "container": "/c",
      "path_to_backup": "/srv/new",
      "storage": "local"
     }
    ],
    "client_id": "shop-db-1",
    "description": "new",
    "id": "id-15",
    "volume_id": null,
    "volume_name": null,
    "warnings": []
   }
  ],
  "retention": "Retention: no backup is deleted.",
  "schedule": {
   "next_run": 1700021600,
   "next_run_about": false,
   "next_run_note": null,
   "words": "every day, from 14 November 2023 22:13:20 UTC"
  },
  "session": null
 },
 "preview": {
  "about_words": null,
  "advice": [
   {
    "applies": [
     {
      "hold_off": 30,
      "words": "Set the hold-off to 30 seconds"
     }
    ],
    "kind": "tight",
    "level": "warning",
    "words": "With a hold-off of 5 seconds, a job is late for the run if its machine is busy or its clock is slightly behind."
   },
   {
    "applies": [],
    "kind": "shared_client",
    "level": "info",
    "words": "Some clients have several jobs (shop-db-1: 2 jobs), which their agents run one after the other. A job that starts after the hold-off is late."
   },
   {
    "applies": [
     {
      "schedule": {
       "schedule_hour": "*/6",
       "schedule_minute": "0",
       "schedule_start_date": "2040-01-01T00:00:00Z"
      },
      "schedule_local": {
       "schedule_hour": "*/6",
       "schedule_minute": "0",
       "schedule_start_date": "2040-01-01 00:00"
      },
      "words": "Run at these calendar times"
     }
    ],
    "kind": "by_calendar",
    "level": "info",
    "words": "An agent that restarts runs its job at once and counts from there, so the jobs of an interval may get out of step. Calendar times stay the same."
   }
  ],
  "agents_zone": "UTC",
  "clock_changes": [],
  "more": true,
  "next_run": 2208988800,
  "next_run_about": false,
  "next_run_note": null,
  "runs": [
   {
    "about": false,
    "at": 2208988800
   },
   {
    "about": false,
    "at": 2209010400
   }
  ],
  "schedule": {
   "schedule_interval": "6 hours",
   "schedule_start_date": "2040-01-01T00:00:00Z"
  },
  "schedule_local": {
   "schedule_interval": "6 hours",
   "schedule_start_date": "2040-01-01 00:00"
  },
  "time_zone": "UTC",
  "words": "every 6 hours, from 14 November 2023 22:13:20 UTC",
  "zone_words": []
 },
 "restore": {
  "clients": [
   {
    "hostname": "shop-db-1",
    "id": "shop-db-1",
    "name": "shop-db-1"
   }
  ],
  "confirm": "Shop nightly",
  "gaps": [
   "\"wiki\" has no backup in Tag 1 (Failed)."
  ],
  "into": "beside",
  "name": "Tag 1 of Shop nightly",
  "overwrite_words": "Overwrites files with the same names, and deletes everything in these folders that is not in the backup.",
  "root": "/srv/restored/Shop-nightly/tag-1/restored-20231114T221320Z",
  "rows": [
   {
    "backups": [
     {
      "at": 1700000000,
      "backup_name": "orders",
      "below": "/srv/orders",
      "client_version": "19.0.0",
      "container": "/var/backups/orders",
      "engine": "tar",
      "folder_refused": null,
      "gone": null,
      "hostname": "shop-db-1",
      "id": "id-8",
      "job_id": "job-orders",
      "level": null,
      "mode": "fs",
      "outcome": null,
      "over_itself": false,
      "path": "/srv/orders",
      "refused": null,
      "size": null,
      "storage": "local",
      "words": "orders, 14 November 2023 22:13:20 UTC"
     }
    ],
    "client_id": "shop-db-1",
    "gap": null,
    "id": "job-orders",
    "name": "orders",
    "older": []
   },
   {
    "backups": [],
    "client_id": "shop-db-1",
    "gap": "\"wiki\" has no backup in Tag 1 (Failed).",
    "id": "job-wiki",
    "name": "wiki",
    "older": []
   }
  ],
  "snapshot": {
   "can_pin": true,
   "confidence": "exact",
   "confidence_words": "Exact",
   "current": true,
   "duration": 108,
   "end": 1700000108,
   "key": "t1",
   "name": "Tag 1",
   "pin_refused": null,
   "pinned": false,
   "skew": 3,
   "start": 1700000000,
   "state": "incomplete",
   "tag": 1,
   "words": "Tag 1: 1 of 2 succeeded · shop-db-1 failed"
  }
 },
 "retention": {
  "items": [
   {
    "chains": [
     {
      "gone_at": null,
      "made": [
       1700000090
      ],
      "words": "Full backup of 14 November 2023 22:13:20 UTC"
     }
    ],
    "name": "free",
    "words": [
     "After the run of 14 November 2023 22:13:20 UTC there are 31 restore points.",
     "The oldest is from 14 November 2023 22:13:20 UTC.",
     "None of these runs deletes a backup."
    ]
   }
  ]
 },
 "session": {
  "complete": false,
  "confirmed": true,
  "counts": {
   "checking": 0,
   "failed": 1,
   "late": 0,
   "members": 2,
   "missing": 0,
   "running": 0,
   "succeeded": 1,
   "unknown": 0,
   "waiting": 0
  },
  "description": "Shop nightly",
  "form_version": "version",
  "hold_off": 60,
  "id": "session",
  "log_words": "Freezer does not record the reason. See /root/.freezer/freezer.log on shop-db-1, or .freezer/freezer.log in the home folder of the user who runs the agent.",
  "members": [
   {
    "bar": {
     "end": 1700000095,
     "start": 1700000000
    },
    "client_id": "shop-db-1",
    "drift": false,
    "ghost": false,
    "id": "job-orders",
    "name": "orders",
    "own": null,
    "result": "success",
    "schedule_words": "every day at 02:00, agents' time",
    "state": "succeeded",
    "state_words": "Backed up in this run",
    "status": "scheduled",
    "time_ended": 1700000095,
    "time_started": 1700000000,
    "unreadable": []
   },
   {
    "bar": {
     "end": 1700000108,
     "start": 1700000003
    },
    "client_id": "shop-db-1",
    "drift": false,
    "ghost": false,
    "id": "job-wiki",
    "name": "wiki",
    "own": null,
    "result": "fail",
    "schedule_words": "every day at 02:00, agents' time",
    "state": "failed",
    "state_words": "Failed in this run",
    "status": "scheduled",
    "time_ended": 1700000108,
    "time_started": 1700000003,
    "unreadable": []
   }
  ],
  "name": "Shop nightly",
  "need": "failed",
  "next_run": 1700021600,
  "next_run_about": true,
  "next_run_note": null,
  "problems": [],
  "rank": 0,
  "result": "fail",
  "run": {
   "closes": 1700000060,
   "now": 1700007200,
   "opened": 1700000000,
   "skew": 3,
   "tag": 1
  },
  "schedule": {
   "schedule_hour": "2"
  },
  "schedule_local": {
   "schedule_hour": "2"
  },
  "schedule_words": "every day at 02:00, agents' time",
  "session_tag": 1,
  "status": "completed",
  "time_end": 1700000108,
  "time_start": 1700000000,
  "unreadable": [],
  "verdict": {
   "differs_words": null,
   "freezer_differs": false,
   "state": "incomplete",
   "words": "Tag 1: 1 of 2 succeeded · shop-db-1 failed"
  },
  "version": "version"
 },
 "sessions": {
  "items": [
   {
    "complete": false,
    "confirmed": true,
    "counts": {
     "checking": 0,
     "failed": 1,
     "late": 0,
     "members": 2,
     "missing": 0,
     "running": 0,
     "succeeded": 1,
     "unknown": 0,
     "waiting": 0
    },
    "description": "Shop nightly",
    "hold_off": 60,
    "id": "session",
    "members": [
     {
      "client_id": "shop-db-1",
      "id": "job-orders",
      "state": "succeeded"
     },
     {
      "client_id": "shop-db-1",
      "id": "job-wiki",
      "state": "failed"
     }
    ],
    "name": "Shop nightly",
    "need": "failed",
    "next_run": 1700021600,
    "next_run_about": true,
    "next_run_note": null,
    "rank": 0,
    "result": "fail",
    "schedule": {
     "schedule_hour": "2"
    },
    "schedule_words": "every day at 02:00, agents' time",
    "session_tag": 1,
    "status": "completed",
    "time_end": 1700000108,
    "time_start": 1700000000,
    "unreadable": [],
    "verdict": {
     "differs_words": null,
     "freezer_differs": false,
     "state": "incomplete",
     "words": "Tag 1: 1 of 2 succeeded · shop-db-1 failed"
    }
   }
  ],
  "next": null,
  "read": 1700007200
 },
 "upcoming": {
  "agents_zone": "UTC",
  "clashes": [
   {
    "client_id": "shop-db-1",
    "count": 2,
    "first": 1700021600,
    "sessions": [
     {
      "id": "id-12",
      "name": "Mails"
     },
     {
      "id": "session",
      "name": "Shop nightly"
     }
    ],
    "times": 1,
    "words": "\"Mails\" and \"Shop nightly\" use shop-db-1 at the same time on 14 November 2023 22:13:20 UTC. The agent runs one job after the other, and a job that starts after its session's hold-off is late."
   }
  ],
  "from": 1700007200,
  "items": [
   {
    "about": true,
    "about_words": "Each agent counts from the moment it picked up the schedule, so agents start at different times. With a start in the future, they start together.",
    "clients": [
     "shop-db-1"
    ],
    "id": "id-12",
    "more_from": null,
    "name": "Mails",
    "note": null,
    "runs": [
     {
      "clashes": [
       0
      ],
      "end": 1700021600,
      "start": 1700021600
     }
    ],
    "schedule_words": "every day",
    "seconds": null
   },
   {
    "about": true,
    "about_words": "Each agent counts from the moment it picked up the schedule, so agents start at different times. With a start in the future, they start together.",
    "clients": [
     "shop-db-1"
    ],
    "id": "session",
    "more_from": null,
    "name": "Shop nightly",
    "note": null,
    "runs": [
     {
      "clashes": [
       0
      ],
      "end": 1700021600,
      "start": 1700021600
     }
    ],
    "schedule_words": "every day",
    "seconds": 95
   }
  ],
  "next": null,
  "time_zone": "UTC",
  "total": 2,
  "until": 1700021600
 }
};
