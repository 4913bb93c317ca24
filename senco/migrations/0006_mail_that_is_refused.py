
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('senco', '0005_units_and_resourced_provision'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='mail_failures',
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='user',
            name='mail_refusal',
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name='user',
            name='mail_refused_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='user',
            name='mail_retry_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]
