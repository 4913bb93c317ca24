"""Interventions, placements and sessions, as the migrations before it left them."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import senco.rows
from django.conf import settings
from django.db import migrations, models

from senco.migrating import MakeTogether


class Migration(migrations.Migration):

    replaces = [
        ('provision', '0001_interventions_placements_deliveries'),
        ('provision', '0002_interventions_say_places_in_a_group'),
        ('provision', '0003_group_sessions_say_who_was_there'),
        ('provision', '0004_what_files_alone_wrote'),
    ]

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('pupils', '0030_pupils_register_and_concerns'),
        ('senco', '0009_schools_people_and_links'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        MakeTogether([
            migrations.CreateModel(
                name='Delivery',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on', models.DateField()),
                    ('minutes', models.PositiveSmallIntegerField(default=0)),
                    ('why_not', models.CharField(blank=True, choices=[('pupil_absent', 'Pupil absent'), ('staff_absent', 'Staff absent'), ('covering', 'Staff covering elsewhere'), ('event', 'Trip or event'), ('other', 'Other')], max_length=12)),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('recorded_at', models.DateTimeField(auto_now=True)),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='DeliveryPupil',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('minutes', models.PositiveSmallIntegerField(default=0)),
                    ('why_not', models.CharField(blank=True, choices=[('absent', 'Absent from school'), ('elsewhere', 'Kept in a lesson, or elsewhere'), ('unwilling', 'Would not come'), ('other', 'Another reason')], max_length=12)),
                    ('delivery', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='pupil_rows', to='provision.delivery')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='DeliveryPupilEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('minutes', models.PositiveSmallIntegerField(default=0)),
                    ('why_not', models.CharField(blank=True, choices=[('absent', 'Absent from school'), ('elsewhere', 'Kept in a lesson, or elsewhere'), ('unwilling', 'Would not come'), ('other', 'Another reason')], max_length=12)),
                    ('delivery', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='provision.delivery')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='provision.deliverypupil')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Intervention',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=120)),
                    ('description', models.TextField(blank=True)),
                    ('area', models.CharField(blank=True, choices=[('CI', 'Communication and interaction'), ('CL', 'Cognition and learning'), ('SEMH', 'Social, emotional and mental health'), ('SP', 'Sensory and physical'), ('other', 'Something else')], max_length=10, verbose_name='Area of need')),
                    ('level', models.CharField(choices=[('universal', 'For everybody'), ('targeted', 'Targeted'), ('specialist', 'Specialist')], default='targeted', max_length=10)),
                    ('usual_minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Usual minutes a session')),
                    ('usual_times', models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True, verbose_name='Usual times a week')),
                    ('places', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Places in a group')),
                    ('hourly_cost', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name='Cost an hour (£)')),
                    ('is_open', models.BooleanField(default=True, verbose_name='In use')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['name'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='InterventionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(max_length=120)),
                    ('description', models.TextField(blank=True)),
                    ('area', models.CharField(blank=True, choices=[('CI', 'Communication and interaction'), ('CL', 'Cognition and learning'), ('SEMH', 'Social, emotional and mental health'), ('SP', 'Sensory and physical'), ('other', 'Something else')], max_length=10, verbose_name='Area of need')),
                    ('level', models.CharField(choices=[('universal', 'For everybody'), ('targeted', 'Targeted'), ('specialist', 'Specialist')], default='targeted', max_length=10)),
                    ('usual_minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Usual minutes a session')),
                    ('usual_times', models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True, verbose_name='Usual times a week')),
                    ('places', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Places in a group')),
                    ('hourly_cost', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name='Cost an hour (£)')),
                    ('is_open', models.BooleanField(default=True, verbose_name='In use')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='provision.intervention')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Placement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group_name', models.CharField(blank=True, max_length=80, verbose_name='Name of the group')),
                    ('starts_on', models.DateField(verbose_name='From')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='Until')),
                    ('review_on', models.DateField(blank=True, null=True, verbose_name='Look at again on')),
                    ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Minutes a session')),
                    ('times', models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True, verbose_name='Times a week')),
                    ('weekdays', models.CharField(blank=True, max_length=7)),
                    ('given_by_name', models.CharField(blank=True, max_length=120, verbose_name='Or somebody without a sign-in')),
                    ('hourly_cost', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name='Cost an hour (£)')),
                    ('note', models.TextField(blank=True)),
                    ('from_import', models.BooleanField(default=False, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('file_version', models.PositiveIntegerField(default=1, editable=False)),
                    ('given_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to=settings.AUTH_USER_MODEL)),
                    ('intervention', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='provision.intervention')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-starts_on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='DeliveryEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('on', models.DateField()),
                    ('minutes', models.PositiveSmallIntegerField(default=0)),
                    ('why_not', models.CharField(blank=True, choices=[('pupil_absent', 'Pupil absent'), ('staff_absent', 'Staff absent'), ('covering', 'Staff covering elsewhere'), ('event', 'Trip or event'), ('other', 'Other')], max_length=12)),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('recorded_at', models.DateTimeField(auto_now=True)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='provision.delivery')),
                    ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('placement', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='provision.placement')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='delivery',
                name='placement',
                field=senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='provision.placement'),
            ),
            migrations.CreateModel(
                name='PlacementEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('group_name', models.CharField(blank=True, max_length=80, verbose_name='Name of the group')),
                    ('starts_on', models.DateField(verbose_name='From')),
                    ('ends_on', models.DateField(blank=True, null=True, verbose_name='Until')),
                    ('review_on', models.DateField(blank=True, null=True, verbose_name='Look at again on')),
                    ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Minutes a session')),
                    ('times', models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True, verbose_name='Times a week')),
                    ('weekdays', models.CharField(blank=True, max_length=7)),
                    ('given_by_name', models.CharField(blank=True, max_length=120, verbose_name='Or somebody without a sign-in')),
                    ('hourly_cost', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name='Cost an hour (£)')),
                    ('note', models.TextField(blank=True)),
                    ('from_import', models.BooleanField(default=False, editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('file_version', models.PositiveIntegerField(default=1, editable=False)),
                    ('given_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('intervention', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='provision.intervention')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='provision.placement')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PlacementPupil',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('placement', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='pupil_rows', to='provision.placement')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='placement_rows', to='pupils.pupil')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-starts_on', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PlacementPupilEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='provision.placementpupil')),
                    ('placement', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='provision.placement')),
                    ('pupil', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pupils.pupil')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddIndex(
                model_name='deliverypupil',
                index=models.Index(fields=['pupil'], name='delivery_pupil_of'),
            ),
            migrations.AddConstraint(
                model_name='deliverypupil',
                constraint=senco.rows.SchoolWall(name='provision_deliverypupil_wall'),
            ),
            migrations.AddConstraint(
                model_name='deliverypupil',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='provision_deliverypupil_in_school'),
            ),
            migrations.AddConstraint(
                model_name='deliverypupil',
                constraint=models.UniqueConstraint(fields=('delivery', 'pupil'), name='delivery_pupil_once'),
            ),
            migrations.AddConstraint(
                model_name='deliverypupil',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('minutes__gt', 0), ('why_not', '')), models.Q(('minutes', 0), models.Q(('why_not', ''), _negated=True)), _connector='OR'), name='delivery_pupil_there_or_why_not'),
            ),
            migrations.AddConstraint(
                model_name='deliverypupil',
                constraint=senco.rows.SchoolKey(field='delivery', name='provision_deliverypupil_delivery_school', to='provision.Delivery'),
            ),
            migrations.AddConstraint(
                model_name='deliverypupil',
                constraint=senco.rows.SchoolKey(field='pupil', name='provision_deliverypupil_pupil_school', to='pupils.Pupil'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='deliverypupil',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "provision_deliverypupilevent" ("delivery_id", "id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "why_not") SELECT new_values."delivery_id", new_values."id", new_values."minutes", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."why_not" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='05e8aa59f00faaf993971352dd01bd24c09d7caa', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_8530e', referencing='REFERENCING NEW TABLE AS new_values ', table='provision_deliverypupil', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='deliverypupil',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "provision_deliverypupilevent" ("delivery_id", "id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "why_not") SELECT new_values."delivery_id", new_values."id", new_values."minutes", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pupil_id", new_values."school_id", new_values."why_not" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cf16c17479af9dec8048494e7ad4ba8a5c74b828', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e050f', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='provision_deliverypupil', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='deliverypupil',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "provision_deliverypupilevent" ("delivery_id", "id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pupil_id", "school_id", "why_not") SELECT old_values."delivery_id", old_values."id", old_values."minutes", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pupil_id", old_values."school_id", old_values."why_not" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='bf2409767eb98f7c3b2969753b5b69570807a2aa', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_af3d8', referencing='REFERENCING OLD TABLE AS old_values ', table='provision_deliverypupil', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='deliverypupilevent',
                constraint=senco.rows.SchoolWall(name='provision_deliverypupilevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='intervention',
                constraint=senco.rows.SchoolWall(name='provision_intervention_wall'),
            ),
            migrations.AddConstraint(
                model_name='intervention',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='provision_intervention_in_school'),
            ),
            migrations.AddConstraint(
                model_name='intervention',
                constraint=models.UniqueConstraint(condition=models.Q(('is_open', True)), fields=('school', 'name'), name='intervention_once'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='intervention',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "provision_interventionevent" ("area", "description", "hourly_cost", "id", "is_open", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "school_id", "usual_minutes", "usual_times", "version") SELECT new_values."area", new_values."description", new_values."hourly_cost", new_values."id", new_values."is_open", new_values."level", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."places", new_values."school_id", new_values."usual_minutes", new_values."usual_times", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='56c904e9745a48d4eb98bf133406b9b732214821', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3ffd0', referencing='REFERENCING NEW TABLE AS new_values ', table='provision_intervention', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='intervention',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "provision_interventionevent" ("area", "description", "hourly_cost", "id", "is_open", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "school_id", "usual_minutes", "usual_times", "version") SELECT new_values."area", new_values."description", new_values."hourly_cost", new_values."id", new_values."is_open", new_values."level", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."places", new_values."school_id", new_values."usual_minutes", new_values."usual_times", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='74217c92d42c61e568967e000d963865645a8306', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_961cb', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='provision_intervention', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='intervention',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "provision_interventionevent" ("area", "description", "hourly_cost", "id", "is_open", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "school_id", "usual_minutes", "usual_times", "version") SELECT old_values."area", old_values."description", old_values."hourly_cost", old_values."id", old_values."is_open", old_values."level", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."places", old_values."school_id", old_values."usual_minutes", old_values."usual_times", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='428fcbf40ea161762b071605bc3021db2ac0c573', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_7a37c', referencing='REFERENCING OLD TABLE AS old_values ', table='provision_intervention', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='interventionevent',
                constraint=senco.rows.SchoolWall(name='provision_interventionevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='placement',
                constraint=senco.rows.SchoolWall(name='provision_placement_wall'),
            ),
            migrations.AddConstraint(
                model_name='placement',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='provision_placement_in_school'),
            ),
            migrations.AddConstraint(
                model_name='placement',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='placement_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='placement',
                constraint=senco.rows.SchoolKey(field='intervention', name='provision_placement_intervention_school', to='provision.Intervention'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='placement',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "provision_placementevent" ("ends_on", "file_version", "from_import", "given_by_id", "given_by_name", "group_name", "hourly_cost", "id", "intervention_id", "minutes", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_on", "school_id", "starts_on", "times", "version", "weekdays") SELECT new_values."ends_on", new_values."file_version", new_values."from_import", new_values."given_by_id", new_values."given_by_name", new_values."group_name", new_values."hourly_cost", new_values."id", new_values."intervention_id", new_values."minutes", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."review_on", new_values."school_id", new_values."starts_on", new_values."times", new_values."version", new_values."weekdays" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='72515967542c0a95aa3c5193ca3708ee6c5a68b5', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f8845', referencing='REFERENCING NEW TABLE AS new_values ', table='provision_placement', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='placement',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "provision_placementevent" ("ends_on", "file_version", "from_import", "given_by_id", "given_by_name", "group_name", "hourly_cost", "id", "intervention_id", "minutes", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_on", "school_id", "starts_on", "times", "version", "weekdays") SELECT new_values."ends_on", new_values."file_version", new_values."from_import", new_values."given_by_id", new_values."given_by_name", new_values."group_name", new_values."hourly_cost", new_values."id", new_values."intervention_id", new_values."minutes", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."review_on", new_values."school_id", new_values."starts_on", new_values."times", new_values."version", new_values."weekdays" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='179dee1f25284fe34db502a5f89b85082fb8e42c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_45872', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='provision_placement', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='placement',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "provision_placementevent" ("ends_on", "file_version", "from_import", "given_by_id", "given_by_name", "group_name", "hourly_cost", "id", "intervention_id", "minutes", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_on", "school_id", "starts_on", "times", "version", "weekdays") SELECT old_values."ends_on", old_values."file_version", old_values."from_import", old_values."given_by_id", old_values."given_by_name", old_values."group_name", old_values."hourly_cost", old_values."id", old_values."intervention_id", old_values."minutes", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."review_on", old_values."school_id", old_values."starts_on", old_values."times", old_values."version", old_values."weekdays" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='6ceccad34ed2abfaa0c4afc0a9aa707eb59f1623', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e01ec', referencing='REFERENCING OLD TABLE AS old_values ', table='provision_placement', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='deliveryevent',
                constraint=senco.rows.SchoolWall(name='provision_deliveryevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='delivery',
                constraint=senco.rows.SchoolWall(name='provision_delivery_wall'),
            ),
            migrations.AddConstraint(
                model_name='delivery',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='provision_delivery_in_school'),
            ),
            migrations.AddConstraint(
                model_name='delivery',
                constraint=models.UniqueConstraint(fields=('placement', 'on'), name='delivery_once_a_day'),
            ),
            migrations.AddConstraint(
                model_name='delivery',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('minutes__gt', 0), ('why_not', '')), models.Q(('minutes', 0), models.Q(('why_not', ''), _negated=True)), _connector='OR'), name='delivery_given_or_why_not'),
            ),
            migrations.AddConstraint(
                model_name='delivery',
                constraint=senco.rows.SchoolKey(field='placement', name='provision_delivery_placement_school', to='provision.Placement'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='delivery',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "provision_deliveryevent" ("id", "minutes", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "recorded_at", "recorded_by_id", "school_id", "why_not") SELECT new_values."id", new_values."minutes", new_values."note", new_values."on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."placement_id", new_values."recorded_at", new_values."recorded_by_id", new_values."school_id", new_values."why_not" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='91c1971e89f43d3057527ccc215f06f8c091e0b0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b8cdf', referencing='REFERENCING NEW TABLE AS new_values ', table='provision_delivery', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='delivery',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "provision_deliveryevent" ("id", "minutes", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "recorded_at", "recorded_by_id", "school_id", "why_not") SELECT new_values."id", new_values."minutes", new_values."note", new_values."on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."placement_id", new_values."recorded_at", new_values."recorded_by_id", new_values."school_id", new_values."why_not" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='eb54cf112819b9ae8bc7c5a56e32316f99808995', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c165c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='provision_delivery', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='delivery',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "provision_deliveryevent" ("id", "minutes", "note", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "recorded_at", "recorded_by_id", "school_id", "why_not") SELECT old_values."id", old_values."minutes", old_values."note", old_values."on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."placement_id", old_values."recorded_at", old_values."recorded_by_id", old_values."school_id", old_values."why_not" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e263b9f4979eef112b7bda8cf4c7bc6a5b260521', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4d4d9', referencing='REFERENCING OLD TABLE AS old_values ', table='provision_delivery', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='placementevent',
                constraint=senco.rows.SchoolWall(name='provision_placementevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='placementpupil',
                constraint=senco.rows.SchoolWall(name='provision_placementpupil_wall'),
            ),
            migrations.AddConstraint(
                model_name='placementpupil',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='provision_placementpupil_in_school'),
            ),
            migrations.AddConstraint(
                model_name='placementpupil',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='placementpupil_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='placementpupil',
                constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('pupil', 'placement'), name='placement_pupil_one_open'),
            ),
            migrations.AddConstraint(
                model_name='placementpupil',
                constraint=senco.rows.SchoolKey(field='pupil', name='provision_placementpupil_pupil_school', to='pupils.Pupil'),
            ),
            migrations.AddConstraint(
                model_name='placementpupil',
                constraint=senco.rows.SchoolKey(field='placement', name='provision_placementpupil_placement_school', to='provision.Placement'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='placementpupil',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "provision_placementpupilevent" ("ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "pupil_id", "school_id", "starts_on") SELECT new_values."ends_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."placement_id", new_values."pupil_id", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6024a04bcf5b944fb76736b103eadab8361d7ff6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_af5e7', referencing='REFERENCING NEW TABLE AS new_values ', table='provision_placementpupil', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='placementpupil',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "provision_placementpupilevent" ("ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "pupil_id", "school_id", "starts_on") SELECT new_values."ends_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."placement_id", new_values."pupil_id", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c1855af595e6dc828d21d61895ba3d561186edca', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c9899', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='provision_placementpupil', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='placementpupil',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "provision_placementpupilevent" ("ends_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "pupil_id", "school_id", "starts_on") SELECT old_values."ends_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."placement_id", old_values."pupil_id", old_values."school_id", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f9f6739db3ebe3fff46879071d76e64cf373c4a8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_155d8', referencing='REFERENCING OLD TABLE AS old_values ', table='provision_placementpupil', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='placementpupilevent',
                constraint=senco.rows.SchoolWall(name='provision_placementpupilevent_wall'),
            ),
        ]),
    ]
