from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("worklist", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="workitem",
            name="bulk_url",
            field=models.CharField(
                blank=True, default="", max_length=300, verbose_name="địa chỉ làm hàng loạt"
            ),
            preserve_default=False,
        )
    ]
