"""Schools, people, what they may see and the links they give, as the migrations before it left them."""

import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
import senco.rows
from django.conf import settings
from django.db import migrations, models

from senco.migrating import MakeTogether


class Migration(migrations.Migration):

    replaces = [
        ('senco', '0001_ground'),
        ('senco', '0002_user_calendar_key'),
        ('senco', '0003_sen_governor'),
        ('senco', '0004_invitations'),
        ('senco', '0005_units_and_resourced_provision'),
        ('senco', '0006_mail_that_is_refused'),
        ('senco', '0007_shared_links'),
        ('senco', '0008_calendar_has_a_history'),
    ]

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        MakeTogether([
            migrations.CreateModel(
                name='AcademicYear',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=100)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                ],
                options={
                    'ordering': ['starts_on'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Closure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=100)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                ],
                options={
                    'ordering': ['starts_on'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('email', models.EmailField(max_length=254, unique=True, verbose_name='E-mail address')),
                    ('name', models.CharField(max_length=150, verbose_name='Full name')),
                    ('is_active', models.BooleanField(default=True)),
                    ('joined_at', models.DateTimeField(auto_now_add=True)),
                    ('calendar_key', models.CharField(blank=True, editable=False, max_length=43)),
                    ('invite_asked_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('invite_sent_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('mail_refused_at', models.DateTimeField(blank=True, editable=False, null=True)),
                    ('mail_refusal', models.CharField(blank=True, editable=False, max_length=300)),
                    ('mail_failures', models.PositiveSmallIntegerField(default=0, editable=False)),
                    ('mail_retry_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_once')],
                },
            ),
            migrations.CreateModel(
                name='School',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=200)),
                    ('laestab', models.CharField(blank=True, help_text='Seven digits: authority and establishment.', max_length=7, verbose_name='LAESTAB')),
                    ('urn', models.CharField(blank=True, max_length=6, verbose_name='URN')),
                    ('ofsted_number', models.CharField(blank=True, max_length=20, verbose_name='Ofsted number')),
                    ('phase', models.CharField(choices=[('nursery', 'Nursery'), ('childminder', 'Childminder'), ('infant', 'Infant'), ('junior', 'Junior'), ('primary', 'Primary'), ('middle', 'Middle'), ('secondary', 'Secondary'), ('all_through', 'All-through'), ('sixth_form', 'Sixth form'), ('special', 'Special'), ('alternative', 'Alternative provision')], max_length=20)),
                    ('local_authority', models.CharField(max_length=100)),
                    ('postcode', models.CharField(blank=True, max_length=10)),
                    ('has_sen_unit', models.BooleanField(blank=True, null=True, verbose_name='SEN unit')),
                    ('has_resourced', models.BooleanField(blank=True, null=True, verbose_name='Resourced provision')),
                    ('is_demo', models.BooleanField(default=False, editable=False)),
                    ('sen_governor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='SEN governor')),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='Job',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=40)),
                    ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed')], default='waiting', max_length=10)),
                    ('done', models.PositiveIntegerField(default=0)),
                    ('total', models.PositiveIntegerField(default=0)),
                    ('message', models.CharField(blank=True, max_length=500)),
                    ('result', models.JSONField(blank=True, default=dict)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-created_at'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='GroupSchool',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='senco.school')),
                ],
            ),
            migrations.CreateModel(
                name='ClosureEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(max_length=100)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='senco.closure')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='closure',
                name='school',
                field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school'),
            ),
            migrations.CreateModel(
                name='AccessLog',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('action', models.CharField(default='view', max_length=20)),
                    ('subject_kind', models.CharField(max_length=40)),
                    ('subject_id', models.BigIntegerField(null=True)),
                    ('pupil_id', models.BigIntegerField(null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='AcademicYearEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(max_length=100)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='senco.academicyear')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='academicyear',
                name='school',
                field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school'),
            ),
            migrations.CreateModel(
                name='SchoolGroup',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=200)),
                    ('kind', models.CharField(choices=[('trust', 'Trust'), ('cluster', 'Cluster'), ('locality', 'Locality')], max_length=10)),
                    ('schools', models.ManyToManyField(related_name='groups', through='senco.GroupSchool', to='senco.school')),
                ],
            ),
            migrations.CreateModel(
                name='Membership',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('senco', 'SENCO'), ('assistant_senco', 'Assistant SENCO or SEN teacher'), ('ta', 'Teaching assistant'), ('teacher', 'Teacher'), ('pastoral', 'Pastoral lead'), ('dsl', 'Safeguarding lead'), ('designated_teacher', 'Designated teacher'), ('head', 'Headteacher'), ('governor', 'Governor'), ('clerk', 'Clerk to the governors'), ('office', 'Office'), ('business_manager', 'Business manager'), ('dpo', 'Data protection officer'), ('exams_officer', 'Exams officer'), ('group_lead', 'Group lead'), ('admin', 'Administrator')], max_length=20)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(blank=True, null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='senco.school')),
                    ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='senco.schoolgroup')),
                ],
            ),
            migrations.AddField(
                model_name='groupschool',
                name='group',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='senco.schoolgroup'),
            ),
            migrations.CreateModel(
                name='SharedLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=40)),
                    ('subject_kind', models.CharField(max_length=40)),
                    ('subject_id', models.BigIntegerField()),
                    ('digest', models.CharField(editable=False, max_length=64)),
                    ('made_at', models.DateTimeField(auto_now_add=True)),
                    ('starts_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('opened', models.PositiveIntegerField(default=0)),
                    ('last_opened_at', models.DateTimeField(null=True)),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-made_at', '-pk'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SharedLinkOpening',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('link', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='senco.sharedlink')),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                ],
                options={
                    'ordering': ['-at'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Term',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=100)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('school', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='senco.school')),
                    ('year', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='senco.academicyear')),
                ],
                options={
                    'ordering': ['starts_on'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='TermEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(max_length=100)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='senco.term')),
                    ('school', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.school')),
                    ('year', senco.rows.SchoolForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='senco.academicyear')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddConstraint(
                model_name='school',
                constraint=models.UniqueConstraint(condition=models.Q(('laestab', ''), _negated=True), fields=('laestab',), name='school_laestab_once'),
            ),
            migrations.AddConstraint(
                model_name='school',
                constraint=models.UniqueConstraint(condition=models.Q(('urn', ''), _negated=True), fields=('urn',), name='school_urn_once'),
            ),
            migrations.AddConstraint(
                model_name='school',
                constraint=models.CheckConstraint(condition=models.Q(('laestab', ''), ('laestab__regex', '^[0-9]{7}$'), _connector='OR'), name='school_laestab_shape'),
            ),
            migrations.AddConstraint(
                model_name='school',
                constraint=models.CheckConstraint(condition=models.Q(('laestab', ''), ('ofsted_number', ''), ('urn', ''), _negated=True), name='school_has_a_number'),
            ),
            migrations.AddConstraint(
                model_name='job',
                constraint=senco.rows.SchoolWall(name='senco_job_wall'),
            ),
            migrations.AddConstraint(
                model_name='job',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='senco_job_in_school'),
            ),
            migrations.AddConstraint(
                model_name='closureevent',
                constraint=senco.rows.SchoolWall(name='senco_closureevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='closure',
                constraint=senco.rows.SchoolWall(name='senco_closure_wall'),
            ),
            migrations.AddConstraint(
                model_name='closure',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='senco_closure_in_school'),
            ),
            migrations.AddConstraint(
                model_name='closure',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='closure_ends_after_start'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='closure',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "senco_closureevent" ("ends_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "starts_on") SELECT new_values."ends_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='61abbff39856445843f8ecc3e4c659cd13dde444', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_3f0ca', referencing='REFERENCING NEW TABLE AS new_values ', table='senco_closure', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='closure',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "senco_closureevent" ("ends_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "starts_on") SELECT new_values."ends_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9e7bf199f230d67edcc69925f9dc7c6ec6231357', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_6ef17', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='senco_closure', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='closure',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "senco_closureevent" ("ends_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "starts_on") SELECT old_values."ends_on", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."school_id", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='49930c2401d45898af6c94e028630e917addb2ec', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f675b', referencing='REFERENCING OLD TABLE AS old_values ', table='senco_closure', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='accesslog',
                index=models.Index(fields=['school', 'pupil_id', 'at'], name='access_log_pupil'),
            ),
            migrations.AddConstraint(
                model_name='accesslog',
                constraint=senco.rows.SchoolWall(name='senco_accesslog_wall'),
            ),
            migrations.AddConstraint(
                model_name='accesslog',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='senco_accesslog_in_school'),
            ),
            migrations.AddConstraint(
                model_name='academicyearevent',
                constraint=senco.rows.SchoolWall(name='senco_academicyearevent_wall'),
            ),
            migrations.AddConstraint(
                model_name='academicyear',
                constraint=senco.rows.SchoolWall(name='senco_academicyear_wall'),
            ),
            migrations.AddConstraint(
                model_name='academicyear',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='senco_academicyear_in_school'),
            ),
            migrations.AddConstraint(
                model_name='academicyear',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='academicyear_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='academicyear',
                constraint=models.UniqueConstraint(fields=('school', 'name'), name='academic_year_once'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='academicyear',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "senco_academicyearevent" ("ends_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "starts_on") SELECT new_values."ends_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='46115816d6ff7b417c152570d2ac584b160f35ac', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_abfc5', referencing='REFERENCING NEW TABLE AS new_values ', table='senco_academicyear', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='academicyear',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "senco_academicyearevent" ("ends_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "starts_on") SELECT new_values."ends_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."school_id", new_values."starts_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3f9c96ae5d089ea96354668459f809c50f2c1f9f', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_00dc7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='senco_academicyear', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='academicyear',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "senco_academicyearevent" ("ends_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "starts_on") SELECT old_values."ends_on", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."school_id", old_values."starts_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b7762a9d28f017ee815261a0bd05f52cb2bb4586', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_f4531', referencing='REFERENCING OLD TABLE AS old_values ', table='senco_academicyear', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='membership',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('group__isnull', True), ('school__isnull', False)), models.Q(('group__isnull', False), ('school__isnull', True)), _connector='OR'), name='membership_school_or_group'),
            ),
            migrations.AddConstraint(
                model_name='membership',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='membership_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='membership',
                constraint=models.UniqueConstraint(fields=('user', 'school', 'group', 'role', 'starts_on'), name='membership_once', nulls_distinct=False),
            ),
            migrations.AddConstraint(
                model_name='groupschool',
                constraint=models.UniqueConstraint(fields=('group', 'school'), name='group_school_once'),
            ),
            migrations.AddIndex(
                model_name='sharedlink',
                index=models.Index(fields=['school', 'subject_kind', 'subject_id'], name='shared_link_subject'),
            ),
            migrations.AddConstraint(
                model_name='sharedlink',
                constraint=senco.rows.SchoolWall(name='senco_sharedlink_wall'),
            ),
            migrations.AddConstraint(
                model_name='sharedlink',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='senco_sharedlink_in_school'),
            ),
            migrations.AddConstraint(
                model_name='sharedlink',
                constraint=models.UniqueConstraint(fields=('school', 'digest'), name='shared_link_once'),
            ),
            migrations.AddConstraint(
                model_name='sharedlink',
                constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='shared_link_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='sharedlinkopening',
                constraint=senco.rows.SchoolWall(name='senco_sharedlinkopening_wall'),
            ),
            migrations.AddConstraint(
                model_name='sharedlinkopening',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='senco_sharedlinkopening_in_school'),
            ),
            migrations.AddConstraint(
                model_name='sharedlinkopening',
                constraint=senco.rows.SchoolKey(field='link', name='senco_sharedlinkopening_link_school', to='senco.SharedLink'),
            ),
            migrations.AddConstraint(
                model_name='term',
                constraint=senco.rows.SchoolWall(name='senco_term_wall'),
            ),
            migrations.AddConstraint(
                model_name='term',
                constraint=models.UniqueConstraint(fields=('id', 'school'), name='senco_term_in_school'),
            ),
            migrations.AddConstraint(
                model_name='term',
                constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='term_ends_after_start'),
            ),
            migrations.AddConstraint(
                model_name='term',
                constraint=senco.rows.SchoolKey(field='year', name='senco_term_year_school', to='senco.AcademicYear'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='term',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "senco_termevent" ("ends_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "starts_on", "year_id") SELECT new_values."ends_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."school_id", new_values."starts_on", new_values."year_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='530f6777187b18f3d4ae82a07ebf9243f057055d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_81e8c', referencing='REFERENCING NEW TABLE AS new_values ', table='senco_term', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='term',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "senco_termevent" ("ends_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "starts_on", "year_id") SELECT new_values."ends_on", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."school_id", new_values."starts_on", new_values."year_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='96683623b4c05328893fa05de6b5e6801b5b599a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_dab50', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='senco_term', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='term',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "senco_termevent" ("ends_on", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_id", "starts_on", "year_id") SELECT old_values."ends_on", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."school_id", old_values."starts_on", old_values."year_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='81711c41d1c3e8052c389f834f6bc57201d13eeb', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_06885', referencing='REFERENCING OLD TABLE AS old_values ', table='senco_term', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='termevent',
                constraint=senco.rows.SchoolWall(name='senco_termevent_wall'),
            ),
        ]),
    ]
