"""Errors of the forms of actions and jobs, and warnings before jobs are created."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from freezer_ui.messages import data

#: Replaced for each client, so translations must keep it.
_HOSTNAME = {"hostname": "{hostname}"}


word_of_agents = _('Agents do not read "%(text)s" as text. Enter a different value.')
percent = _("Remove the %%: a job with one stays running and never ends.")
braces = _("Remove the braces: agents replace them, and would not find the backups again.")


def other_braces() -> str:
    return (
        gettext(
            "Remove all braces except %(hostname)s: agents replace them, and would not find the "
            "backups again."
        )
        % _HOSTNAME
    )


whole_path = _("Enter the whole path, such as /srv/data or C:\\data.")
path_upwards = _("Enter the path without .. in it.")
plain_path = _(
    "Use only letters, digits and . _ - + , = : @. Agents split the value at any other character."
)
one_pattern = _("Enter one pattern: agents read a comma as a part of it.")
plain_pattern = _("Use letters, digits, spaces and . * ? / [ ] _ + - @ = : only.")
no_blanks = _("Enter a value without spaces.")
container_slash = _("Remove the slash at the beginning or the end of the container name.")
container_dots = _("Remove . and .. from the container name: they lead to a different place.")
container_long = _(
    "Enter a container name of at most %(most)s bytes. This has %(length)s: letters with "
    "accents have two or more."
)
folder_too_long = _(
    "Enter at most %(most)s bytes: the name of the machine and this name together are the name "
    "of a folder. This name has %(length)s."
)
stored_in_itself = _(
    "Choose a folder outside the one that is backed up: each backup would contain all earlier ones."
)
date = _("Enter a date in UTC, such as 2030-12-31T03:00:00.")
proxy = _("Enter an address without a login, such as http://proxy:3128.")
level_not_reached = _(
    "Enter less than %(most)s, the number of increments per full backup: at that level a full "
    "backup follows."
)
level_without_end = _(
    "Remove this number or the repeated level: without new full backups, agents would delete "
    "the only one with all its increments."
)
one_removal = _("Enter a number of full backups to keep, or an age in days.")
no_clients = _("Choose at least one client.")
client_count = _("Choose at most %(most)s clients.")
client_twice = _("Choose each client once.")
no_session = _("Choose one of the sessions.")
session_needs_check = _("Send a session together with a check only.")
check_in_session = _("Send the session in the body of a check.")
client_ids = _("Send an ID for each client.")


def unregistered(clients: Sequence[str]) -> str:
    return gettext("Not registered with Freezer: %(clients)s.") % {
        "clients": data.enumerated(clients)
    }


def keep_longer(days: int) -> str:
    forms = ngettext(
        "Keep backups for %(days)s day or more, or make a full backup sooner: increments are "
        "deleted together with their full backup, the newest too.",
        "Keep backups for %(days)s days or more, or make a full backup sooner: increments are "
        "deleted together with their full backup, the newest too.",
        days,
    )
    return forms % {"days": days}


twin = _(
    '"%(job)s" stores its backups under the same name in the same place, and the two would '
    "become one chain. Choose a different backup name."
)
no_job_made = _("No job was created: %(reason)s")
no_job_complete = _("No job is complete: %(reason)s")
job_not_complete = _("The job was created, but is not complete. %(reason)s")
session_about_to_run = _('"%(session)s" is about to run. Try again after it has started.')
job_id_taken = _('A different job, "%(job)s", already has this ID.')
job_not_kept = _('Freezer did not keep "%(job)s" as it was sent. Delete it in the list of jobs.')
no_actions = _("Choose at least one action: a job without actions does nothing.")
action_count = _("Choose at most %(most)s actions.")
not_listed = _("Choose from the list of actions.")
action_twice = _("Choose each action once.")
action_gone = _("One of these actions was deleted meanwhile. Open the form again.")
new_or_existing = _("Choose a new action or existing actions.")
no_form = _("There is no such form.")
of_session = _("A job in a session runs on the schedule of its session.")
no_job_name = _("Give the job a name, so that it can be found.")
job_changed = _("Someone changed this job after you opened it. The form shows it as it is now.")
about_to_run = _('"%(job)s" is about to run. Try again after the run.')
action_changed = _("Someone changed this action after you opened it.")
action_not_kept = _(
    "Freezer did not keep this action as it was sent: someone may have changed it at the same "
    "time. Open it again."
)
used_by_unable = _('"%(job)s" uses this action. %(reason)s')
drop_names = _("Send the names of the keys to remove.")
unknown_to_agents = _("Agents do not know this key, and jobs with it fail. Remove it.")
no_job_file = _("This is not a job file: it has no job_actions.")
no_action_file = _("This is not an action file: it has no freezer_action.")
no_session_file = _("This is not a session file: it has no schedule.")
no_file_client = _("The file names no client. Choose one.")
no_file_action = _("This is not an action: it has no freezer_action.")
no_file = _("This file is empty, or not one of the files that Export makes.")
other_client = _("A job stays on its client. For a different client, create a job from the file.")
changed_since_check = _("Someone changed this after the file was checked. Check the changes again.")


def action_names(actions: Sequence[str]) -> str:
    return data.joined([data.quoted(each) for each in actions])


def file_shares(action: str, jobs: Sequence[str]) -> str:
    forms = ngettext(
        "This job also uses action %(action)s and changes with it: %(jobs)s.",
        "These jobs also use action %(action)s and change with it: %(jobs)s.",
        len(jobs),
    )
    return forms % {
        "action": data.quoted(action),
        "jobs": data.some([data.quoted(each) for each in jobs]),
    }


def partly_saved(actions: Sequence[str], reason: str) -> str:
    forms = ngettext(
        "The action %(actions)s was saved, the job was not. %(reason)s",
        "The actions %(actions)s were saved, the job was not. %(reason)s",
        len(actions),
    )
    return forms % {
        "actions": data.some([data.quoted(each) for each in actions]),
        "reason": reason,
    }


def creation_command() -> str:
    return gettext("Create a copy with the command line")


def run_command(name: str) -> str:
    return gettext("Run action %(name)s once, on the machine") % {"name": name}
