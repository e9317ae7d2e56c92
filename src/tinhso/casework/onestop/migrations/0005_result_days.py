"""The days of a result that waits for its signature."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("onestop", "0004_finding"),
    ]

    operations = [
        migrations.AddField(
            model_name="result",
            name="issued_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="result",
            name="expires_on",
            field=models.DateField(null=True),
        ),
    ]
