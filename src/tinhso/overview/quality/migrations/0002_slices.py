"""Months that hold many dossiers are kept by their days; marks name a day and a procedure.

Marks wait some seconds: those of before go with their table, and the night's count finds what they meant.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quality", "0001_initial")]

    operations = [
        migrations.DeleteModel(name="Stale"),
        migrations.CreateModel(
            name="Stale",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("agency", models.CharField(max_length=60)),
                ("procedure", models.CharField(max_length=60)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("day", "agency", "procedure"), name="a_day_is_stale_once")
                ],
            },
        ),
        migrations.AddField(
            model_name="tally", name="day", field=models.PositiveSmallIntegerField(default=0)
        ),
        migrations.RemoveConstraint(model_name="tally", name="a_month_has_one_tally"),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.UniqueConstraint(
                fields=("month", "agency", "procedure", "day"), name="a_cell_has_one_tally"
            ),
        ),
        migrations.RemoveIndex(model_name="tally", name="quality_by_agency"),
        migrations.AddIndex(
            model_name="tally",
            index=models.Index(fields=["agency", "month", "day", "procedure"], name="quality_by_body"),
        ),
    ]
