/* Real answers of our REST; `make answers` writes them (tests/rest/test_answers.py). */
/* eslint-disable */
window.freezerAnswers = {
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
    "id": "id-5",
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
 "jobs": {
  "checked": 3,
  "items": [
   {
    "action_ids": [
     "id-6"
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
     "id-7"
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
     "id-8"
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
  "hold_off": 60,
  "id": "session",
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
 }
};
