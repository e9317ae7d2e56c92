"""Let the database itself refuse a changed or deleted fact."""

from django.db import migrations

from tinhso.foundation.ledger import triggers


def guard(apps, schema_editor):
    triggers.install(schema_editor.connection)


def unguard(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
