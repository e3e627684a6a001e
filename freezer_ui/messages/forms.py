"""What is wrong in a form of an action or a job, and what is said of jobs before they are made."""

from collections.abc import Sequence

from django.utils.translation import gettext, ngettext

from freezer_ui.messages import data

#: Filled in for each client; no translation may change it.
_HOSTNAME = {"hostname": "{hostname}"}


def word_of_agents(text: str) -> str:
    return gettext('Agents do not read "%(text)s" as text. Enter a different value.') % {
        "text": text
    }


def percent() -> str:
    return gettext("Remove the %%: a job with one stays running and never ends.") % {}


def braces() -> str:
    return gettext("Remove the braces: agents replace them, and would not find the backups again.")


def other_braces() -> str:
    return (
        gettext(
            "Remove all braces except %(hostname)s: agents replace them, and would not find the "
            "backups again."
        )
        % _HOSTNAME
    )


def whole_path() -> str:
    return gettext("Enter the whole path, such as /srv/data or C:\\data.")


def path_upwards() -> str:
    return gettext("Enter the path without .. in it.")


def plain_path() -> str:
    return gettext(
        "Use only letters, digits and . _ - + , = : @. Agents split the value at any "
        "other character."
    )


def one_pattern() -> str:
    return gettext("Enter one pattern: agents read a comma as a part of it.")


def plain_pattern() -> str:
    return gettext("Use letters, digits, spaces and . * ? / [ ] _ + - @ = : only.")


def no_blanks() -> str:
    return gettext("Enter a value without spaces.")


def container_slash() -> str:
    return gettext("Remove the slash at the beginning or the end of the container name.")


def container_dots() -> str:
    return gettext("Remove . and .. from the container name: they lead to a different place.")


def container_long(most: int, length: int) -> str:
    return gettext(
        "Enter a container name of at most %(most)s bytes. This has %(length)s: letters with "
        "accents have two or more."
    ) % {"most": most, "length": length}


def folder_too_long(most: int, length: int) -> str:
    return gettext(
        "Enter at most %(most)s bytes: the name of the machine and this name together are the name "
        "of a folder. This name has %(length)s."
    ) % {"most": most, "length": length}


def stored_in_itself() -> str:
    return gettext(
        "Choose a folder outside the one that is backed up: each backup would contain all earlier "
        "ones."
    )


def date() -> str:
    return gettext("Enter a date in UTC, such as 2030-12-31T03:00:00.")


def proxy() -> str:
    return gettext("Enter an address without a login, such as http://proxy:3128.")


def level_not_reached(most: int) -> str:
    return gettext(
        "Enter less than %(most)s, the number of increments per full backup: at that level a full "
        "backup follows."
    ) % {"most": most}


def level_without_end() -> str:
    return gettext(
        "Remove this number or the repeated level: without new full backups, agents would delete "
        "the only one with all its increments."
    )


def one_removal() -> str:
    return gettext("Enter a number of full backups to keep, or an age in days.")


def no_clients() -> str:
    return gettext("Choose at least one client.")


def client_count(most: int) -> str:
    return gettext("Choose at most %(most)s clients.") % {"most": most}


def client_twice() -> str:
    return gettext("Choose each client once.")


def no_session() -> str:
    return gettext("Choose one of the sessions.")


def session_needs_check() -> str:
    return gettext("Only a check has a session in its body.")


def check_in_session() -> str:
    return gettext("A check needs the session in its body.")


def client_ids() -> str:
    return gettext("Send an ID for each client.")


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


def twin(job: str) -> str:
    return gettext(
        '"%(job)s" stores its backups under the same name in the same place, and the two would '
        "become one chain. Choose a different backup name."
    ) % {"job": job}


def no_job_made(reason: str) -> str:
    return gettext("No job was created: %(reason)s") % {"reason": reason}


def no_job_complete(reason: str) -> str:
    return gettext("No job is complete: %(reason)s") % {"reason": reason}


def job_not_complete(reason: str) -> str:
    return gettext("The job was created, but is not complete. %(reason)s") % {"reason": reason}


def session_about_to_run(session: str) -> str:
    return gettext('"%(session)s" is about to run. Try again after it has started.') % {
        "session": session
    }


def job_id_taken(job: str) -> str:
    return gettext('A different job, "%(job)s", already has this ID.') % {"job": job}


def job_not_kept(job: str) -> str:
    return gettext(
        'Freezer did not keep "%(job)s" as it was sent. Delete it in the list of jobs.'
    ) % {"job": job}


def no_actions() -> str:
    return gettext("Choose at least one action: a job without actions does nothing.")


def action_count(most: int) -> str:
    return gettext("Choose at most %(most)s actions.") % {"most": most}


def not_listed() -> str:
    return gettext("Choose from the list of actions.")


def action_twice() -> str:
    return gettext("Choose each action once.")


def action_gone() -> str:
    return gettext("One of these actions was deleted meanwhile. Open the form again.")


def new_or_existing() -> str:
    return gettext("Choose a new action or existing actions.")


def no_form() -> str:
    return gettext("There is no such form.")


def of_session() -> str:
    return gettext("A job in a session runs on the schedule of its session.")


def no_job_name() -> str:
    return gettext("Give the job a name, so that it can be found.")


def job_changed() -> str:
    return gettext("Someone changed this job after you opened it. The form shows it as it is now.")


def about_to_run(job: str) -> str:
    return gettext('"%(job)s" is about to run. Try again after the run.') % {"job": job}


def action_changed() -> str:
    return gettext("Someone changed this action after you opened it.")


def action_not_kept() -> str:
    return gettext(
        "Freezer did not keep this action as it was sent: someone may have changed it at the same "
        "time. Open it again."
    )


def used_by_unable(job: str, reason: str) -> str:
    return gettext('"%(job)s" uses this action. %(reason)s') % {"job": job, "reason": reason}


def drop_names() -> str:
    return gettext("Send the names of the keys to remove.")


def unknown_to_agents() -> str:
    return gettext("Agents do not know this key, and jobs with it fail. Remove it.")


def no_job_file() -> str:
    return gettext("This is not a job file: it has no job_actions.")


def no_action_file() -> str:
    return gettext("This is not an action file: it has no freezer_action.")


def no_session_file() -> str:
    return gettext("This is not a session file: it has no schedule.")


def no_file_client() -> str:
    return gettext("The file names no client. Choose one.")


def no_file_action() -> str:
    return gettext("This is not an action: it has no freezer_action.")


def no_file() -> str:
    return gettext("This file is empty, or not one of the files that Export makes.")


def other_client() -> str:
    return gettext("A job stays on its client. For a different client, create a job from the file.")


def changed_since_check() -> str:
    return gettext("Someone changed this after the file was checked. Check the changes again.")


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
    return gettext("Create the same with the command line")


def run_command(name: str) -> str:
    return gettext("Run action %(name)s once, on the machine") % {"name": name}
