"""Indexes that hold all that is counted, so that a year is counted without reading the rows themselves."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("onestop", "0008_portal_versions")]

    operations = [
        migrations.RemoveIndex(model_name="dossier", name="onestop_agency_received"),
        migrations.RemoveIndex(model_name="dossier", name="onestop_running_due"),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["agency_code", "received_at", "procedure_code"], name="onestop_agency_day"
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["received_at"], condition=models.Q(is_early=True), name="onestop_early"
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=[
                    "current_due", "agency_code", "procedure_code", "business", "received_at",
                    "finished_verdict", "is_internal",
                ],
                condition=models.Q(clock="running"),
                name="onestop_running",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["dossier", "assurance"], name="onestop_assured"),
        ),
        migrations.AlterField(
            model_name="component",
            name="dossier",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="components",
                to="onestop.dossier",
            ),
        ),
        migrations.AlterField(
            model_name="feedue",
            name="dossier",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="fees",
                to="onestop.dossier",
            ),
        ),
        migrations.AddIndex(
            model_name="component",
            index=models.Index(
                fields=["dossier", "part", "replaced_at", "refused_for", "source", "file"],
                name="onestop_component_counted",
            ),
        ),
        migrations.AddIndex(
            model_name="feedue",
            index=models.Index(
                fields=["dossier", "due", "full", "paid_at", "counts_for_index"], name="onestop_fee_counted"
            ),
        ),
    ]  # fmt: skip
