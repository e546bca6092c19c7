-- create "assignments" table
CREATE TABLE `assignments` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `since` text NOT NULL,
  `until` text NULL,
  `main` bool NOT NULL DEFAULT (true),
  `community_id` integer NOT NULL,
  `post_id` integer NOT NULL,
  `staff_id` integer NOT NULL,
  `zone_id` integer NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `assignments_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `assignments_posts_assignments` FOREIGN KEY (`post_id`) REFERENCES `posts` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `assignments_staffs_assignments` FOREIGN KEY (`staff_id`) REFERENCES `staffs` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `assignments_zones_assignments` FOREIGN KEY (`community_id`, `zone_id`) REFERENCES `zones` (`community_id`, `id`) ON DELETE NO ACTION
);
-- create index "assignment_community_id_id" to table: "assignments"
CREATE UNIQUE INDEX `assignment_community_id_id` ON `assignments` (`community_id`, `id`);
-- create index "assignment_community_id_staff_id_post_id_since" to table: "assignments"
CREATE UNIQUE INDEX `assignment_community_id_staff_id_post_id_since` ON `assignments` (`community_id`, `staff_id`, `post_id`, `since`);
-- create index "ix_assignments_post_id" to table: "assignments"
CREATE INDEX `ix_assignments_post_id` ON `assignments` (`post_id`);
-- create index "ix_assignments_staff_id" to table: "assignments"
CREATE INDEX `ix_assignments_staff_id` ON `assignments` (`staff_id`);
-- create index "ix_assignments_community_id_zone_id" to table: "assignments"
CREATE INDEX `ix_assignments_community_id_zone_id` ON `assignments` (`community_id`, `zone_id`);
-- create "attachments" table
CREATE TABLE `attachments` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `name` text NOT NULL,
  `media_type` text NOT NULL,
  `size` integer NOT NULL,
  `sha256` text NOT NULL,
  `community_id` integer NOT NULL,
  `duty_id` integer NULL,
  `finding_id` integer NULL,
  `nonconformity_id` integer NULL,
  `return_visit_id` integer NULL,
  `survey_id` integer NULL,
  `ticket_id` integer NULL,
  `unit_id` integer NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `attachments_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `attachments_duties_attachments` FOREIGN KEY (`community_id`, `duty_id`) REFERENCES `duties` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `attachments_findings_attachments` FOREIGN KEY (`community_id`, `finding_id`) REFERENCES `findings` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `attachments_nonconformities_attachments` FOREIGN KEY (`community_id`, `nonconformity_id`) REFERENCES `nonconformities` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `attachments_return_visits_attachments` FOREIGN KEY (`community_id`, `return_visit_id`) REFERENCES `return_visits` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `attachments_surveys_attachments` FOREIGN KEY (`community_id`, `survey_id`) REFERENCES `surveys` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `attachments_tickets_attachments` FOREIGN KEY (`community_id`, `ticket_id`) REFERENCES `tickets` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `attachments_units_attachments` FOREIGN KEY (`community_id`, `unit_id`) REFERENCES `units` (`community_id`, `id`) ON DELETE NO ACTION
);
-- create index "attachment_community_id_id" to table: "attachments"
CREATE UNIQUE INDEX `attachment_community_id_id` ON `attachments` (`community_id`, `id`);
-- create index "ix_attachments_community_id_duty_id" to table: "attachments"
CREATE INDEX `ix_attachments_community_id_duty_id` ON `attachments` (`community_id`, `duty_id`);
-- create index "ix_attachments_community_id_finding_id" to table: "attachments"
CREATE INDEX `ix_attachments_community_id_finding_id` ON `attachments` (`community_id`, `finding_id`);
-- create index "ix_attachments_community_id_nonconformity_id" to table: "attachments"
CREATE INDEX `ix_attachments_community_id_nonconformity_id` ON `attachments` (`community_id`, `nonconformity_id`);
-- create index "ix_attachments_community_id_return_visit_id" to table: "attachments"
CREATE INDEX `ix_attachments_community_id_return_visit_id` ON `attachments` (`community_id`, `return_visit_id`);
-- create index "ix_attachments_community_id_survey_id" to table: "attachments"
CREATE INDEX `ix_attachments_community_id_survey_id` ON `attachments` (`community_id`, `survey_id`);
-- create index "ix_attachments_community_id_ticket_id" to table: "attachments"
CREATE INDEX `ix_attachments_community_id_ticket_id` ON `attachments` (`community_id`, `ticket_id`);
-- create index "ix_attachments_community_id_unit_id" to table: "attachments"
CREATE INDEX `ix_attachments_community_id_unit_id` ON `attachments` (`community_id`, `unit_id`);
-- create "bills" table
CREATE TABLE `bills` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `fee` text NOT NULL,
  `since` text NOT NULL,
  `until` text NULL,
  `amount` integer NOT NULL,
  `owed` integer NOT NULL,
  `due_on` text NOT NULL,
  `paid_on` text NULL,
  `community_id` integer NOT NULL,
  `unit_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `bills_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `bills_units_bills` FOREIGN KEY (`community_id`, `unit_id`) REFERENCES `units` (`community_id`, `id`) ON DELETE NO ACTION
);
-- create index "bill_community_id_id" to table: "bills"
CREATE UNIQUE INDEX `bill_community_id_id` ON `bills` (`community_id`, `id`);
-- create index "bill_community_id_unit_id_fee_since" to table: "bills"
CREATE UNIQUE INDEX `bill_community_id_unit_id_fee_since` ON `bills` (`community_id`, `unit_id`, `fee`, `since`);
-- create index "bill_community_id_unit_id_due_on" to table: "bills"
CREATE INDEX `bill_community_id_unit_id_due_on` ON `bills` (`community_id`, `unit_id`, `due_on`);
-- create index "bill_community_id_due_on" to table: "bills"
CREATE INDEX `bill_community_id_due_on` ON `bills` (`community_id`, `due_on`);
-- create index "bill_due_on" to table: "bills"
CREATE INDEX `bill_due_on` ON `bills` (`due_on`);
-- create "buildings" table
CREATE TABLE `buildings` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `code` text NOT NULL,
  `name` text NOT NULL,
  `kind` text NOT NULL DEFAULT ('HIGH_RISE'),
  `floors` integer NOT NULL DEFAULT (0),
  `lifts` integer NOT NULL DEFAULT (0),
  `year_completed` integer NULL,
  `handover` text NOT NULL DEFAULT ('HANDED_OVER'),
  `community_id` integer NOT NULL,
  `estate_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `buildings_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `buildings_estates_buildings` FOREIGN KEY (`community_id`, `estate_id`) REFERENCES `estates` (`community_id`, `id`) ON DELETE NO ACTION
);
-- create index "building_community_id_id" to table: "buildings"
CREATE UNIQUE INDEX `building_community_id_id` ON `buildings` (`community_id`, `id`);
-- create index "building_community_id_code" to table: "buildings"
CREATE UNIQUE INDEX `building_community_id_code` ON `buildings` (`community_id`, `code`);
-- create index "ix_buildings_community_id_estate_id" to table: "buildings"
CREATE INDEX `ix_buildings_community_id_estate_id` ON `buildings` (`community_id`, `estate_id`);
-- create index "ix_buildings_code" to table: "buildings"
CREATE INDEX `ix_buildings_code` ON `buildings` (`code`);
-- create "calendar_days" table
CREATE TABLE `calendar_days` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `day` text NOT NULL,
  `kind` text NOT NULL,
  `name` text NOT NULL,
  `calendar_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `calendar_days_holiday_calendars_days` FOREIGN KEY (`calendar_id`) REFERENCES `holiday_calendars` (`id`) ON DELETE NO ACTION
);
-- create index "calendarday_calendar_id_day" to table: "calendar_days"
CREATE UNIQUE INDEX `calendarday_calendar_id_day` ON `calendar_days` (`calendar_id`, `day`);
-- create index "calendarday_day" to table: "calendar_days"
CREATE INDEX `calendarday_day` ON `calendar_days` (`day`);
-- create "changes" table
CREATE TABLE `changes` (
  `id` integer NOT NULL,
  `community_id` integer NOT NULL,
  `entity_id` integer NOT NULL,
  `last_id` integer NOT NULL,
  `operation` text NOT NULL,
  `actor_id` integer NOT NULL,
  `request` text NOT NULL,
  `at` datetime NOT NULL,
  `fields` text NOT NULL,
  PRIMARY KEY (`id`)
);
-- create index "change_community_id" to table: "changes"
CREATE INDEX `change_community_id` ON `changes` (`community_id`);
-- create index "change_entity_id_last_id" to table: "changes"
CREATE INDEX `change_entity_id_last_id` ON `changes` (`entity_id`, `last_id`);
-- create "change_drafts" table
CREATE TABLE `change_drafts` (
  `id` integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  `community_id` integer NOT NULL,
  `entity_id` integer NOT NULL,
  `last_id` integer NOT NULL,
  `operation` text NOT NULL,
  `actor_id` integer NOT NULL,
  `request` text NOT NULL,
  `at` datetime NOT NULL,
  `fields` text NOT NULL
);
-- create "clocks" table
CREATE TABLE `clocks` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `rule` text NOT NULL,
  `state` text NOT NULL,
  `breached` bool NOT NULL,
  `unit` text NOT NULL,
  `amount` integer NOT NULL,
  `started_at` datetime NOT NULL,
  `month` text NOT NULL,
  `warn_at` datetime NOT NULL,
  `due_at` datetime NOT NULL,
  `paused_at` datetime NULL,
  `pause_reason` text NULL,
  `paused_seconds` integer NOT NULL DEFAULT (0),
  `ended_at` datetime NULL,
  `breached_at` datetime NULL,
  `level` integer NOT NULL DEFAULT (0),
  `next_at` datetime NOT NULL,
  `policy_key` text NULL,
  `calendars` text NULL,
  `community_id` integer NOT NULL,
  `policy_id` integer NULL,
  `duty_id` integer NULL,
  `return_visit_id` integer NULL,
  `survey_id` integer NULL,
  `ticket_id` integer NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `clocks_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `clocks_policy_values_policy` FOREIGN KEY (`policy_id`) REFERENCES `policy_values` (`id`) ON DELETE SET NULL,
  CONSTRAINT `clocks_duties_clocks` FOREIGN KEY (`community_id`, `duty_id`) REFERENCES `duties` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `clocks_return_visits_clocks` FOREIGN KEY (`community_id`, `return_visit_id`) REFERENCES `return_visits` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `clocks_surveys_clocks` FOREIGN KEY (`community_id`, `survey_id`) REFERENCES `surveys` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `clocks_tickets_clocks` FOREIGN KEY (`community_id`, `ticket_id`) REFERENCES `tickets` (`community_id`, `id`) ON DELETE NO ACTION
);
-- create index "clock_community_id_id" to table: "clocks"
CREATE UNIQUE INDEX `clock_community_id_id` ON `clocks` (`community_id`, `id`);
-- create index "clock_next_at" to table: "clocks"
CREATE INDEX `clock_next_at` ON `clocks` (`next_at`);
-- create index "clock_state_due_at" to table: "clocks"
CREATE INDEX `clock_state_due_at` ON `clocks` (`state`, `due_at`);
-- create index "clock_community_id_state_due_at" to table: "clocks"
CREATE INDEX `clock_community_id_state_due_at` ON `clocks` (`community_id`, `state`, `due_at`);
-- create index "clock_due_at" to table: "clocks"
CREATE INDEX `clock_due_at` ON `clocks` (`due_at`);
-- create index "clock_community_id_due_at" to table: "clocks"
CREATE INDEX `clock_community_id_due_at` ON `clocks` (`community_id`, `due_at`);
-- create index "clock_started_at" to table: "clocks"
CREATE INDEX `clock_started_at` ON `clocks` (`started_at`);
-- create index "clock_month_rule_community_id_state" to table: "clocks"
CREATE INDEX `clock_month_rule_community_id_state` ON `clocks` (`month`, `rule`, `community_id`, `state`);
-- create index "clock_community_id_rule_month_state" to table: "clocks"
CREATE INDEX `clock_community_id_rule_month_state` ON `clocks` (`community_id`, `rule`, `month`, `state`);
-- create index "ix_clocks_policy_id" to table: "clocks"
CREATE INDEX `ix_clocks_policy_id` ON `clocks` (`policy_id`);
-- create index "ix_clocks_community_id_duty_id" to table: "clocks"
CREATE INDEX `ix_clocks_community_id_duty_id` ON `clocks` (`community_id`, `duty_id`);
-- create index "ix_clocks_community_id_return_visit_id" to table: "clocks"
CREATE INDEX `ix_clocks_community_id_return_visit_id` ON `clocks` (`community_id`, `return_visit_id`);
-- create index "ix_clocks_community_id_survey_id" to table: "clocks"
CREATE INDEX `ix_clocks_community_id_survey_id` ON `clocks` (`community_id`, `survey_id`);
-- create index "ix_clocks_community_id_ticket_id" to table: "clocks"
CREATE INDEX `ix_clocks_community_id_ticket_id` ON `clocks` (`community_id`, `ticket_id`);
-- create index "ix_clocks_community_id_started_at" to table: "clocks"
CREATE INDEX `ix_clocks_community_id_started_at` ON `clocks` (`community_id`, `started_at`);
-- create "communities" table
CREATE TABLE `communities` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `code` text NOT NULL,
  `name` text NOT NULL,
  `address` text NULL,
  `developer` text NULL,
  `move_in_date` text NULL,
  `gross_area` real NULL,
  `households_planned` integer NOT NULL DEFAULT (0),
  `households_moved_in` integer NOT NULL DEFAULT (0),
  `residents` integer NOT NULL DEFAULT (0),
  `surroundings` text NULL,
  `property_facts` text NULL,
  `customer_mix` text NULL,
  `phase` text NULL,
  `star_level` integer NOT NULL DEFAULT (0),
  `contract_from` text NULL,
  `contract_to` text NULL,
  `status` text NOT NULL DEFAULT ('PROSPECT'),
  `management_office_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `communities_management_offices_communities` FOREIGN KEY (`management_office_id`) REFERENCES `management_offices` (`id`) ON DELETE NO ACTION
);
-- create index "communities_code_key" to table: "communities"
CREATE UNIQUE INDEX `communities_code_key` ON `communities` (`code`);
-- create index "ix_communities_management_office_id" to table: "communities"
CREATE INDEX `ix_communities_management_office_id` ON `communities` (`management_office_id`);
-- create index "ix_communities_name" to table: "communities"
CREATE INDEX `ix_communities_name` ON `communities` (`name`);
-- create "companies" table
CREATE TABLE `companies` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `code` text NOT NULL,
  `name` text NOT NULL,
  `kind` text NOT NULL DEFAULT ('PROPERTY'),
  `organization_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `companies_organizations_companies` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE NO ACTION
);
-- create index "companies_code_key" to table: "companies"
CREATE UNIQUE INDEX `companies_code_key` ON `companies` (`code`);
-- create index "ix_companies_organization_id" to table: "companies"
CREATE INDEX `ix_companies_organization_id` ON `companies` (`organization_id`);
-- create "corrective_actions" table
CREATE TABLE `corrective_actions` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `kind` text NOT NULL,
  `state` text NOT NULL DEFAULT ('PLANNED'),
  `measure` text NOT NULL,
  `due_on` text NOT NULL,
  `done_at` datetime NULL,
  `result` text NULL,
  `done_by` text NULL,
  `verified_at` datetime NULL,
  `verified_by` text NULL,
  `verification` text NULL,
  `community_id` integer NOT NULL,
  `owner_id` integer NOT NULL,
  `nonconformity_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `corrective_actions_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `corrective_actions_staffs_owner` FOREIGN KEY (`owner_id`) REFERENCES `staffs` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `corrective_actions_nonconformities_actions` FOREIGN KEY (`community_id`, `nonconformity_id`) REFERENCES `nonconformities` (`community_id`, `id`) ON DELETE NO ACTION
);
-- create index "correctiveaction_community_id_id" to table: "corrective_actions"
CREATE UNIQUE INDEX `correctiveaction_community_id_id` ON `corrective_actions` (`community_id`, `id`);
-- create index "correctiveaction_due_on" to table: "corrective_actions"
CREATE INDEX `correctiveaction_due_on` ON `corrective_actions` (`due_on`);
-- create index "correctiveaction_community_id_due_on" to table: "corrective_actions"
CREATE INDEX `correctiveaction_community_id_due_on` ON `corrective_actions` (`community_id`, `due_on`);
-- create index "correctiveaction_community_id_state_due_on" to table: "corrective_actions"
CREATE INDEX `correctiveaction_community_id_state_due_on` ON `corrective_actions` (`community_id`, `state`, `due_on`);
-- create index "correctiveaction_state_due_on" to table: "corrective_actions"
CREATE INDEX `correctiveaction_state_due_on` ON `corrective_actions` (`state`, `due_on`);
-- create index "ix_corrective_actions_owner_id" to table: "corrective_actions"
CREATE INDEX `ix_corrective_actions_owner_id` ON `corrective_actions` (`owner_id`);
-- create index "ix_corrective_actions_community_id_nonconformity_id" to table: "corrective_actions"
CREATE INDEX `ix_corrective_actions_community_id_nonconformity_id` ON `corrective_actions` (`community_id`, `nonconformity_id`);
-- create "duties" table
CREATE TABLE `duties` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `kind` text NOT NULL,
  `period` text NOT NULL,
  `slot` integer NOT NULL DEFAULT (1),
  `month` text NOT NULL,
  `remind_at` datetime NOT NULL,
  `due_at` datetime NOT NULL,
  `state` text NOT NULL,
  `open` bool NOT NULL,
  `on_time` bool NULL,
  `done_at` datetime NULL,
  `text` text NULL,
  `score` integer NULL,
  `full_score` integer NULL,
  `population` integer NULL,
  `sampled` integer NULL,
  `seed` integer NULL,
  `signer` text NULL,
  `verified_at` datetime NULL,
  `verified_by` text NULL,
  `reason` text NULL,
  `penalty_key` text NULL,
  `community_id` integer NOT NULL,
  `template_id` integer NOT NULL,
  `unit_id` integer NULL,
  `assignee_id` integer NULL,
  `done_by_id` integer NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `duties_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `duties_duty_templates_template` FOREIGN KEY (`template_id`) REFERENCES `duty_templates` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `duties_units_unit` FOREIGN KEY (`community_id`, `unit_id`) REFERENCES `units` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `duties_staffs_assignee` FOREIGN KEY (`assignee_id`) REFERENCES `staffs` (`id`) ON DELETE SET NULL,
  CONSTRAINT `duties_staffs_done_by` FOREIGN KEY (`done_by_id`) REFERENCES `staffs` (`id`) ON DELETE SET NULL
);
-- create index "duty_community_id_id" to table: "duties"
CREATE UNIQUE INDEX `duty_community_id_id` ON `duties` (`community_id`, `id`);
-- create index "duty_community_id_template_id_period_slot" to table: "duties"
CREATE UNIQUE INDEX `duty_community_id_template_id_period_slot` ON `duties` (`community_id`, `template_id`, `period`, `slot`);
-- create index "duty_due_at" to table: "duties"
CREATE INDEX `duty_due_at` ON `duties` (`due_at`);
-- create index "duty_community_id_due_at" to table: "duties"
CREATE INDEX `duty_community_id_due_at` ON `duties` (`community_id`, `due_at`);
-- create index "duty_open_due_at" to table: "duties"
CREATE INDEX `duty_open_due_at` ON `duties` (`open`, `due_at`);
-- create index "duty_community_id_open_due_at" to table: "duties"
CREATE INDEX `duty_community_id_open_due_at` ON `duties` (`community_id`, `open`, `due_at`);
-- create index "duty_state_due_at" to table: "duties"
CREATE INDEX `duty_state_due_at` ON `duties` (`state`, `due_at`);
-- create index "duty_month_kind_community_id" to table: "duties"
CREATE INDEX `duty_month_kind_community_id` ON `duties` (`month`, `kind`, `community_id`);
-- create index "duty_community_id_month_kind" to table: "duties"
CREATE INDEX `duty_community_id_month_kind` ON `duties` (`community_id`, `month`, `kind`);
-- create index "duty_template_id_month_community_id" to table: "duties"
CREATE INDEX `duty_template_id_month_community_id` ON `duties` (`template_id`, `month`, `community_id`);
-- create index "ix_duties_community_id_unit_id" to table: "duties"
CREATE INDEX `ix_duties_community_id_unit_id` ON `duties` (`community_id`, `unit_id`);
-- create index "ix_duties_assignee_id" to table: "duties"
CREATE INDEX `ix_duties_assignee_id` ON `duties` (`assignee_id`);
-- create index "ix_duties_done_by_id" to table: "duties"
CREATE INDEX `ix_duties_done_by_id` ON `duties` (`done_by_id`);
-- create "duty_lines" table
CREATE TABLE `duty_lines` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `position` integer NOT NULL,
  `text` text NOT NULL,
  `result` text NOT NULL,
  `points` integer NOT NULL,
  `score` integer NOT NULL,
  `remark` text NULL,
  `duty_id` integer NOT NULL,
  `community_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `duty_lines_duties_lines` FOREIGN KEY (`community_id`, `duty_id`) REFERENCES `duties` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `duty_lines_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION
);
-- create index "dutyline_community_id_id" to table: "duty_lines"
CREATE UNIQUE INDEX `dutyline_community_id_id` ON `duty_lines` (`community_id`, `id`);
-- create index "dutyline_community_id_duty_id_position" to table: "duty_lines"
CREATE UNIQUE INDEX `dutyline_community_id_duty_id_position` ON `duty_lines` (`community_id`, `duty_id`, `position`);
-- create index "dutyline_position" to table: "duty_lines"
CREATE INDEX `dutyline_position` ON `duty_lines` (`position`);
-- create index "dutyline_community_id_position" to table: "duty_lines"
CREATE INDEX `dutyline_community_id_position` ON `duty_lines` (`community_id`, `position`);
-- create "duty_log_entries" table
CREATE TABLE `duty_log_entries` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `at` datetime NOT NULL,
  `day` text NOT NULL,
  `month` text NOT NULL,
  `state` text NOT NULL,
  `name` text NULL,
  `phone` text NULL,
  `matter` text NOT NULL,
  `wanted_at` datetime NULL,
  `handling` text NULL,
  `result` text NULL,
  `completed_at` datetime NULL,
  `signed_at` datetime NULL,
  `signed_by` text NULL,
  `sampled` bool NOT NULL DEFAULT (false),
  `community_id` integer NOT NULL,
  `on_duty_id` integer NULL,
  `unit_id` integer NULL,
  `assignee_id` integer NULL,
  `ticket_id` integer NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `duty_log_entries_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `duty_log_entries_staffs_on_duty` FOREIGN KEY (`on_duty_id`) REFERENCES `staffs` (`id`) ON DELETE SET NULL,
  CONSTRAINT `duty_log_entries_units_unit` FOREIGN KEY (`community_id`, `unit_id`) REFERENCES `units` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `duty_log_entries_staffs_assignee` FOREIGN KEY (`assignee_id`) REFERENCES `staffs` (`id`) ON DELETE SET NULL,
  CONSTRAINT `duty_log_entries_tickets_ticket` FOREIGN KEY (`community_id`, `ticket_id`) REFERENCES `tickets` (`community_id`, `id`) ON DELETE NO ACTION
);
-- create index "dutylogentry_community_id_id" to table: "duty_log_entries"
CREATE UNIQUE INDEX `dutylogentry_community_id_id` ON `duty_log_entries` (`community_id`, `id`);
-- create index "dutylogentry_at" to table: "duty_log_entries"
CREATE INDEX `dutylogentry_at` ON `duty_log_entries` (`at`);
-- create index "dutylogentry_community_id_at" to table: "duty_log_entries"
CREATE INDEX `dutylogentry_community_id_at` ON `duty_log_entries` (`community_id`, `at`);
-- create index "dutylogentry_community_id_day_state" to table: "duty_log_entries"
CREATE INDEX `dutylogentry_community_id_day_state` ON `duty_log_entries` (`community_id`, `day`, `state`);
-- create index "dutylogentry_month_community_id_state" to table: "duty_log_entries"
CREATE INDEX `dutylogentry_month_community_id_state` ON `duty_log_entries` (`month`, `community_id`, `state`);
-- create index "ix_duty_log_entries_on_duty_id" to table: "duty_log_entries"
CREATE INDEX `ix_duty_log_entries_on_duty_id` ON `duty_log_entries` (`on_duty_id`);
-- create index "ix_duty_log_entries_community_id_unit_id" to table: "duty_log_entries"
CREATE INDEX `ix_duty_log_entries_community_id_unit_id` ON `duty_log_entries` (`community_id`, `unit_id`);
-- create index "ix_duty_log_entries_assignee_id" to table: "duty_log_entries"
CREATE INDEX `ix_duty_log_entries_assignee_id` ON `duty_log_entries` (`assignee_id`);
-- create index "ix_duty_log_entries_community_id_ticket_id" to table: "duty_log_entries"
CREATE INDEX `ix_duty_log_entries_community_id_ticket_id` ON `duty_log_entries` (`community_id`, `ticket_id`);
-- create "duty_templates" table
CREATE TABLE `duty_templates` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `code` text NOT NULL,
  `title` text NOT NULL,
  `title_en` text NULL,
  `kind` text NOT NULL,
  `frequency` text NOT NULL,
  `times` integer NOT NULL DEFAULT (1),
  `rule` text NOT NULL,
  `remind` text NULL,
  `evidence` text NOT NULL DEFAULT ('NONE'),
  `form` text NULL,
  `sample_share` real NULL,
  `verified` bool NOT NULL DEFAULT (false),
  `clock_rule` text NULL,
  `source` text NULL,
  `per_unit` bool NOT NULL DEFAULT (false),
  `active` bool NOT NULL DEFAULT (true),
  `post_id` integer NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `duty_templates_posts_post` FOREIGN KEY (`post_id`) REFERENCES `posts` (`id`) ON DELETE SET NULL
);
-- create index "duty_templates_code_key" to table: "duty_templates"
CREATE UNIQUE INDEX `duty_templates_code_key` ON `duty_templates` (`code`);
-- create index "ix_duty_templates_post_id" to table: "duty_templates"
CREATE INDEX `ix_duty_templates_post_id` ON `duty_templates` (`post_id`);
-- create "duty_template_items" table
CREATE TABLE `duty_template_items` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `position` integer NOT NULL,
  `text` text NOT NULL,
  `points` integer NOT NULL DEFAULT (0),
  `template_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `duty_template_items_duty_templates_items` FOREIGN KEY (`template_id`) REFERENCES `duty_templates` (`id`) ON DELETE NO ACTION
);
-- create index "dutytemplateitem_template_id_position" to table: "duty_template_items"
CREATE UNIQUE INDEX `dutytemplateitem_template_id_position` ON `duty_template_items` (`template_id`, `position`);
-- create index "dutytemplateitem_position" to table: "duty_template_items"
CREATE INDEX `dutytemplateitem_position` ON `duty_template_items` (`position`);
-- create "escalations" table
CREATE TABLE `escalations` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `kind` text NOT NULL DEFAULT ('BREACH'),
  `level` integer NOT NULL,
  `passed` text NULL,
  `at` datetime NOT NULL,
  `state` text NOT NULL DEFAULT ('TOLD'),
  `acted_at` datetime NULL,
  `acted_by` text NULL,
  `note` text NULL,
  `clock_id` integer NOT NULL,
  `community_id` integer NOT NULL,
  `post_id` integer NOT NULL,
  `staff_id` integer NULL,
  `ticket_id` integer NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `escalations_clocks_escalations` FOREIGN KEY (`community_id`, `clock_id`) REFERENCES `clocks` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `escalations_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `escalations_posts_post` FOREIGN KEY (`post_id`) REFERENCES `posts` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `escalations_staffs_staff` FOREIGN KEY (`staff_id`) REFERENCES `staffs` (`id`) ON DELETE SET NULL,
  CONSTRAINT `escalations_tickets_escalations` FOREIGN KEY (`community_id`, `ticket_id`) REFERENCES `tickets` (`community_id`, `id`) ON DELETE NO ACTION
);
-- create index "escalation_community_id_id" to table: "escalations"
CREATE UNIQUE INDEX `escalation_community_id_id` ON `escalations` (`community_id`, `id`);
-- create index "escalation_community_id_clock_id_level_at" to table: "escalations"
CREATE UNIQUE INDEX `escalation_community_id_clock_id_level_at` ON `escalations` (`community_id`, `clock_id`, `level`, `at`);
-- create index "escalation_community_id_kind_at" to table: "escalations"
CREATE INDEX `escalation_community_id_kind_at` ON `escalations` (`community_id`, `kind`, `at`);
-- create index "escalation_at" to table: "escalations"
CREATE INDEX `escalation_at` ON `escalations` (`at`);
-- create index "escalation_community_id_at" to table: "escalations"
CREATE INDEX `escalation_community_id_at` ON `escalations` (`community_id`, `at`);
-- create index "escalation_state_at" to table: "escalations"
CREATE INDEX `escalation_state_at` ON `escalations` (`state`, `at`);
-- create index "escalation_community_id_state_at" to table: "escalations"
CREATE INDEX `escalation_community_id_state_at` ON `escalations` (`community_id`, `state`, `at`);
-- create index "ix_escalations_post_id" to table: "escalations"
CREATE INDEX `ix_escalations_post_id` ON `escalations` (`post_id`);
-- create index "ix_escalations_staff_id" to table: "escalations"
CREATE INDEX `ix_escalations_staff_id` ON `escalations` (`staff_id`);
-- create index "ix_escalations_community_id_ticket_id" to table: "escalations"
CREATE INDEX `ix_escalations_community_id_ticket_id` ON `escalations` (`community_id`, `ticket_id`);
-- create "establishments" table
CREATE TABLE `establishments` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `planned` integer NOT NULL,
  `remark` text NULL,
  `community_id` integer NOT NULL,
  `post_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `establishments_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `establishments_posts_establishments` FOREIGN KEY (`post_id`) REFERENCES `posts` (`id`) ON DELETE NO ACTION
);
-- create index "establishment_community_id_id" to table: "establishments"
CREATE UNIQUE INDEX `establishment_community_id_id` ON `establishments` (`community_id`, `id`);
-- create index "establishment_community_id_post_id" to table: "establishments"
CREATE UNIQUE INDEX `establishment_community_id_post_id` ON `establishments` (`community_id`, `post_id`);
-- create index "ix_establishments_post_id" to table: "establishments"
CREATE INDEX `ix_establishments_post_id` ON `establishments` (`post_id`);
-- create "estates" table
CREATE TABLE `estates` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `code` text NOT NULL,
  `name` text NOT NULL,
  `phase` text NULL,
  `community_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `estates_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION
);
-- create index "estate_community_id_id" to table: "estates"
CREATE UNIQUE INDEX `estate_community_id_id` ON `estates` (`community_id`, `id`);
-- create index "estate_community_id_code" to table: "estates"
CREATE UNIQUE INDEX `estate_community_id_code` ON `estates` (`community_id`, `code`);
-- create index "ix_estates_code" to table: "estates"
CREATE INDEX `ix_estates_code` ON `estates` (`code`);
-- create "findings" table
CREATE TABLE `findings` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `kind` text NOT NULL,
  `severity` text NOT NULL,
  `topic` text NULL,
  `state` text NOT NULL,
  `place` text NOT NULL,
  `text` text NULL,
  `found_at` datetime NOT NULL,
  `month` text NOT NULL,
  `done_at` datetime NULL,
  `duty_id` integer NOT NULL,
  `community_id` integer NOT NULL,
  `building_id` integer NULL,
  `unit_id` integer NULL,
  `ticket_id` integer NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `findings_duties_findings` FOREIGN KEY (`community_id`, `duty_id`) REFERENCES `duties` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `findings_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `findings_buildings_building` FOREIGN KEY (`community_id`, `building_id`) REFERENCES `buildings` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `findings_units_unit` FOREIGN KEY (`community_id`, `unit_id`) REFERENCES `units` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `findings_tickets_findings` FOREIGN KEY (`community_id`, `ticket_id`) REFERENCES `tickets` (`community_id`, `id`) ON DELETE NO ACTION
);
-- create index "finding_community_id_id" to table: "findings"
CREATE UNIQUE INDEX `finding_community_id_id` ON `findings` (`community_id`, `id`);
-- create index "finding_found_at" to table: "findings"
CREATE INDEX `finding_found_at` ON `findings` (`found_at`);
-- create index "finding_community_id_found_at" to table: "findings"
CREATE INDEX `finding_community_id_found_at` ON `findings` (`community_id`, `found_at`);
-- create index "finding_month_kind_community_id" to table: "findings"
CREATE INDEX `finding_month_kind_community_id` ON `findings` (`month`, `kind`, `community_id`);
-- create index "finding_community_id_month_kind" to table: "findings"
CREATE INDEX `finding_community_id_month_kind` ON `findings` (`community_id`, `month`, `kind`);
-- create index "ix_findings_community_id_duty_id" to table: "findings"
CREATE INDEX `ix_findings_community_id_duty_id` ON `findings` (`community_id`, `duty_id`);
-- create index "ix_findings_community_id_building_id" to table: "findings"
CREATE INDEX `ix_findings_community_id_building_id` ON `findings` (`community_id`, `building_id`);
-- create index "ix_findings_community_id_unit_id" to table: "findings"
CREATE INDEX `ix_findings_community_id_unit_id` ON `findings` (`community_id`, `unit_id`);
-- create index "ix_findings_community_id_ticket_id" to table: "findings"
CREATE INDEX `ix_findings_community_id_ticket_id` ON `findings` (`community_id`, `ticket_id`);
-- create "grants" table
CREATE TABLE `grants` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `role` text NOT NULL,
  `node_id` integer NOT NULL,
  `user_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `grants_users_grants` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION
);
-- create index "grant_user_id_node_id_role" to table: "grants"
CREATE UNIQUE INDEX `grant_user_id_node_id_role` ON `grants` (`user_id`, `node_id`, `role`);
-- create index "grant_node_id" to table: "grants"
CREATE INDEX `grant_node_id` ON `grants` (`node_id`);
-- create "holiday_calendars" table
CREATE TABLE `holiday_calendars` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `year` integer NOT NULL,
  `version` integer NOT NULL,
  `source` text NOT NULL,
  `entered_by` text NOT NULL,
  PRIMARY KEY (`id`)
);
-- create index "holidaycalendar_year_version" to table: "holiday_calendars"
CREATE UNIQUE INDEX `holidaycalendar_year_version` ON `holiday_calendars` (`year`, `version`);
-- create "households" table
CREATE TABLE `households` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `head` text NOT NULL,
  `phone` text NULL,
  `size` integer NOT NULL DEFAULT (1),
  `since` text NOT NULL,
  `until` text NULL,
  `community_id` integer NOT NULL,
  `unit_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `households_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `households_units_households` FOREIGN KEY (`community_id`, `unit_id`) REFERENCES `units` (`community_id`, `id`) ON DELETE NO ACTION
);
-- create index "household_community_id_id" to table: "households"
CREATE UNIQUE INDEX `household_community_id_id` ON `households` (`community_id`, `id`);
-- create index "household_community_id_unit_id_since" to table: "households"
CREATE UNIQUE INDEX `household_community_id_unit_id_since` ON `households` (`community_id`, `unit_id`, `since`);
-- create "household_members" table
CREATE TABLE `household_members` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `name` text NOT NULL,
  `relation` text NULL,
  `phone` text NULL,
  `birthday` text NULL,
  `household_id` integer NOT NULL,
  `community_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `household_members_households_members` FOREIGN KEY (`community_id`, `household_id`) REFERENCES `households` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `household_members_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION
);
-- create index "householdmember_community_id_id" to table: "household_members"
CREATE UNIQUE INDEX `householdmember_community_id_id` ON `household_members` (`community_id`, `id`);
-- create index "ix_household_members_community_id_household_id" to table: "household_members"
CREATE INDEX `ix_household_members_community_id_household_id` ON `household_members` (`community_id`, `household_id`);
-- create "id_blocks" table
CREATE TABLE `id_blocks` (
  `id` integer NOT NULL,
  `next` integer NOT NULL,
  PRIMARY KEY (`id`)
);
-- create "import_batches" table
CREATE TABLE `import_batches` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `file` text NOT NULL,
  `sha256` text NOT NULL,
  `mapping` text NOT NULL,
  `user_id` integer NULL,
  `state` text NOT NULL DEFAULT ('APPLIED'),
  `rows_read` integer NOT NULL,
  `rows_created` integer NOT NULL,
  `rows_known` integer NOT NULL,
  `rows_updated` integer NOT NULL,
  `rows_refused` integer NOT NULL,
  PRIMARY KEY (`id`)
);
-- create "import_ranges" table
CREATE TABLE `import_ranges` (
  `id` integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  `batch_id` integer NOT NULL,
  `first_id` integer NOT NULL,
  `last_id` integer NOT NULL
);
-- create index "importrange_batch_id" to table: "import_ranges"
CREATE INDEX `importrange_batch_id` ON `import_ranges` (`batch_id`);
-- create "management_offices" table
CREATE TABLE `management_offices` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `code` text NOT NULL,
  `name` text NOT NULL,
  `director` text NULL,
  `hotline` text NULL,
  `address` text NULL,
  `company_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `management_offices_companies_management_offices` FOREIGN KEY (`company_id`) REFERENCES `companies` (`id`) ON DELETE NO ACTION
);
-- create index "management_offices_code_key" to table: "management_offices"
CREATE UNIQUE INDEX `management_offices_code_key` ON `management_offices` (`code`);
-- create index "ix_management_offices_company_id" to table: "management_offices"
CREATE INDEX `ix_management_offices_company_id` ON `management_offices` (`company_id`);
-- create "nonconformities" table
CREATE TABLE `nonconformities` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `number` text NOT NULL,
  `source` text NOT NULL,
  `state` text NOT NULL,
  `open` bool NOT NULL,
  `topic` text NULL,
  `description` text NOT NULL,
  `cause` text NULL,
  `reason` text NULL,
  `raised_at` datetime NOT NULL,
  `month` text NOT NULL,
  `due_at` datetime NOT NULL,
  `implemented_at` datetime NULL,
  `verification` text NULL,
  `verified_by` text NULL,
  `effect_due_on` text NULL,
  `effective` bool NULL,
  `effect` text NULL,
  `reopened` integer NOT NULL DEFAULT (0),
  `closed_at` datetime NULL,
  `trigger_key` text NULL,
  `finding_id` integer NULL,
  `community_id` integer NOT NULL,
  `owner_id` integer NULL,
  `return_visit_id` integer NULL,
  `survey_id` integer NULL,
  `ticket_id` integer NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `nonconformities_findings_nonconformities` FOREIGN KEY (`community_id`, `finding_id`) REFERENCES `findings` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `nonconformities_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `nonconformities_staffs_owner` FOREIGN KEY (`owner_id`) REFERENCES `staffs` (`id`) ON DELETE SET NULL,
  CONSTRAINT `nonconformities_return_visits_nonconformities` FOREIGN KEY (`community_id`, `return_visit_id`) REFERENCES `return_visits` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `nonconformities_surveys_nonconformities` FOREIGN KEY (`community_id`, `survey_id`) REFERENCES `surveys` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `nonconformities_tickets_nonconformities` FOREIGN KEY (`community_id`, `ticket_id`) REFERENCES `tickets` (`community_id`, `id`) ON DELETE NO ACTION
);
-- create index "nonconformity_community_id_id" to table: "nonconformities"
CREATE UNIQUE INDEX `nonconformity_community_id_id` ON `nonconformities` (`community_id`, `id`);
-- create index "nonconformity_community_id_number" to table: "nonconformities"
CREATE UNIQUE INDEX `nonconformity_community_id_number` ON `nonconformities` (`community_id`, `number`);
-- create index "nonconformity_community_id_trigger_key" to table: "nonconformities"
CREATE UNIQUE INDEX `nonconformity_community_id_trigger_key` ON `nonconformities` (`community_id`, `trigger_key`);
-- create index "nonconformity_raised_at" to table: "nonconformities"
CREATE INDEX `nonconformity_raised_at` ON `nonconformities` (`raised_at`);
-- create index "nonconformity_community_id_raised_at" to table: "nonconformities"
CREATE INDEX `nonconformity_community_id_raised_at` ON `nonconformities` (`community_id`, `raised_at`);
-- create index "nonconformity_due_at" to table: "nonconformities"
CREATE INDEX `nonconformity_due_at` ON `nonconformities` (`due_at`);
-- create index "nonconformity_community_id_due_at" to table: "nonconformities"
CREATE INDEX `nonconformity_community_id_due_at` ON `nonconformities` (`community_id`, `due_at`);
-- create index "nonconformity_open_due_at" to table: "nonconformities"
CREATE INDEX `nonconformity_open_due_at` ON `nonconformities` (`open`, `due_at`);
-- create index "nonconformity_community_id_open_due_at" to table: "nonconformities"
CREATE INDEX `nonconformity_community_id_open_due_at` ON `nonconformities` (`community_id`, `open`, `due_at`);
-- create index "nonconformity_month_source_community_id" to table: "nonconformities"
CREATE INDEX `nonconformity_month_source_community_id` ON `nonconformities` (`month`, `source`, `community_id`);
-- create index "nonconformity_community_id_month_source" to table: "nonconformities"
CREATE INDEX `nonconformity_community_id_month_source` ON `nonconformities` (`community_id`, `month`, `source`);
-- create index "nonconformity_source_topic_raised_at" to table: "nonconformities"
CREATE INDEX `nonconformity_source_topic_raised_at` ON `nonconformities` (`source`, `topic`, `raised_at`);
-- create index "ix_nonconformities_community_id_finding_id" to table: "nonconformities"
CREATE INDEX `ix_nonconformities_community_id_finding_id` ON `nonconformities` (`community_id`, `finding_id`);
-- create index "ix_nonconformities_owner_id" to table: "nonconformities"
CREATE INDEX `ix_nonconformities_owner_id` ON `nonconformities` (`owner_id`);
-- create index "ix_nonconformities_community_id_return_visit_id" to table: "nonconformities"
CREATE INDEX `ix_nonconformities_community_id_return_visit_id` ON `nonconformities` (`community_id`, `return_visit_id`);
-- create index "ix_nonconformities_community_id_survey_id" to table: "nonconformities"
CREATE INDEX `ix_nonconformities_community_id_survey_id` ON `nonconformities` (`community_id`, `survey_id`);
-- create index "ix_nonconformities_community_id_ticket_id" to table: "nonconformities"
CREATE INDEX `ix_nonconformities_community_id_ticket_id` ON `nonconformities` (`community_id`, `ticket_id`);
-- create "organizations" table
CREATE TABLE `organizations` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `code` text NOT NULL,
  `name` text NOT NULL,
  `president` text NULL,
  `timezone` text NOT NULL DEFAULT ('Asia/Shanghai'),
  PRIMARY KEY (`id`)
);
-- create index "organizations_code_key" to table: "organizations"
CREATE UNIQUE INDEX `organizations_code_key` ON `organizations` (`code`);
-- create "owners" table
CREATE TABLE `owners` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `code` text NOT NULL,
  `name` text NOT NULL,
  `kind` text NOT NULL DEFAULT ('PERSON'),
  `phone` text NULL,
  `id_document` text NULL,
  `id_sealed` blob NULL,
  `id_index` text NULL,
  `birthday` text NULL,
  `occupation` text NULL,
  `employer` text NULL,
  `hobby` text NULL,
  `profile` text NOT NULL DEFAULT ('SKETCH'),
  `special_care` text NOT NULL DEFAULT ('NONE'),
  `community_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `owners_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION
);
-- create index "owner_community_id_id" to table: "owners"
CREATE UNIQUE INDEX `owner_community_id_id` ON `owners` (`community_id`, `id`);
-- create index "owner_community_id_code" to table: "owners"
CREATE UNIQUE INDEX `owner_community_id_code` ON `owners` (`community_id`, `code`);
-- create index "owner_community_id_phone" to table: "owners"
CREATE INDEX `owner_community_id_phone` ON `owners` (`community_id`, `phone`);
-- create index "owner_community_id_name" to table: "owners"
CREATE INDEX `owner_community_id_name` ON `owners` (`community_id`, `name`);
-- create index "owner_phone" to table: "owners"
CREATE INDEX `owner_phone` ON `owners` (`phone`);
-- create index "owner_name" to table: "owners"
CREATE INDEX `owner_name` ON `owners` (`name`);
-- create index "owner_community_id_id_index" to table: "owners"
CREATE UNIQUE INDEX `owner_community_id_id_index` ON `owners` (`community_id`, `id_index`);
-- create index "ix_owners_code" to table: "owners"
CREATE INDEX `ix_owners_code` ON `owners` (`code`);
-- create "ownerships" table
CREATE TABLE `ownerships` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `share` integer NOT NULL DEFAULT (10000),
  `since` text NOT NULL,
  `until` text NULL,
  `owner_id` integer NOT NULL,
  `community_id` integer NOT NULL,
  `unit_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `ownerships_owners_ownerships` FOREIGN KEY (`community_id`, `owner_id`) REFERENCES `owners` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `ownerships_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `ownerships_units_ownerships` FOREIGN KEY (`community_id`, `unit_id`) REFERENCES `units` (`community_id`, `id`) ON DELETE NO ACTION
);
-- create index "ownership_community_id_id" to table: "ownerships"
CREATE UNIQUE INDEX `ownership_community_id_id` ON `ownerships` (`community_id`, `id`);
-- create index "ownership_community_id_unit_id_owner_id_since" to table: "ownerships"
CREATE UNIQUE INDEX `ownership_community_id_unit_id_owner_id_since` ON `ownerships` (`community_id`, `unit_id`, `owner_id`, `since`);
-- create index "ix_ownerships_community_id_owner_id" to table: "ownerships"
CREATE INDEX `ix_ownerships_community_id_owner_id` ON `ownerships` (`community_id`, `owner_id`);
-- create "policy_values" table
CREATE TABLE `policy_values` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `key` text NOT NULL,
  `node_id` integer NOT NULL,
  `version` integer NOT NULL,
  `value` text NOT NULL,
  `effective_from` text NOT NULL,
  `effective_until` text NULL,
  `approved_by` text NOT NULL,
  `reason` text NOT NULL,
  `entered_by` text NOT NULL,
  `replaces_id` integer NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `policy_values_policy_values_replaced_by` FOREIGN KEY (`replaces_id`) REFERENCES `policy_values` (`id`) ON DELETE SET NULL
);
-- create index "policyvalue_node_id_key_version" to table: "policy_values"
CREATE UNIQUE INDEX `policyvalue_node_id_key_version` ON `policy_values` (`node_id`, `key`, `version`);
-- create index "policyvalue_effective_from" to table: "policy_values"
CREATE INDEX `policyvalue_effective_from` ON `policy_values` (`effective_from`);
-- create index "ix_policy_values_replaces_id" to table: "policy_values"
CREATE INDEX `ix_policy_values_replaces_id` ON `policy_values` (`replaces_id`);
-- create "posts" table
CREATE TABLE `posts` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `code` text NOT NULL,
  `title` text NOT NULL,
  `duties` text NULL,
  `rights` text NULL,
  `reports_to_id` integer NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `posts_posts_reports` FOREIGN KEY (`reports_to_id`) REFERENCES `posts` (`id`) ON DELETE SET NULL
);
-- create index "posts_code_key" to table: "posts"
CREATE UNIQUE INDEX `posts_code_key` ON `posts` (`code`);
-- create index "ix_posts_reports_to_id" to table: "posts"
CREATE INDEX `ix_posts_reports_to_id` ON `posts` (`reports_to_id`);
-- create "return_visits" table
CREATE TABLE `return_visits` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `type` text NOT NULL,
  `rule` text NOT NULL,
  `state` text NOT NULL,
  `open` bool NOT NULL,
  `added` bool NOT NULL DEFAULT (false),
  `round` integer NOT NULL DEFAULT (1),
  `customer` text NULL,
  `phone` text NULL,
  `method` text NULL,
  `completed_at` datetime NULL,
  `opens_at` datetime NOT NULL,
  `month` text NOT NULL,
  `due_at` datetime NOT NULL,
  `appointed_at` datetime NULL,
  `attempts` integer NOT NULL DEFAULT (0),
  `visited_at` datetime NULL,
  `on_time` bool NULL,
  `qualified` bool NULL,
  `satisfaction` text NULL,
  `security` text NULL,
  `cleaning` text NULL,
  `greening` text NULL,
  `repair` text NULL,
  `staff_quality` text NULL,
  `shortcomings` text NULL,
  `opinions` text NULL,
  `signed` bool NOT NULL DEFAULT (false),
  `promised_at` datetime NULL,
  `answered_at` datetime NULL,
  `answer` text NULL,
  `reason` text NULL,
  `community_id` integer NOT NULL,
  `unit_id` integer NULL,
  `owner_id` integer NULL,
  `visitor_id` integer NULL,
  `follow_up_id` integer NULL,
  `ticket_id` integer NULL,
  `sample_id` integer NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `return_visits_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `return_visits_units_unit` FOREIGN KEY (`community_id`, `unit_id`) REFERENCES `units` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `return_visits_owners_owner` FOREIGN KEY (`community_id`, `owner_id`) REFERENCES `owners` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `return_visits_staffs_visitor` FOREIGN KEY (`visitor_id`) REFERENCES `staffs` (`id`) ON DELETE SET NULL,
  CONSTRAINT `return_visits_tickets_follow_up` FOREIGN KEY (`community_id`, `follow_up_id`) REFERENCES `tickets` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `return_visits_tickets_return_visits` FOREIGN KEY (`community_id`, `ticket_id`) REFERENCES `tickets` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `return_visits_visit_samples_visits` FOREIGN KEY (`community_id`, `sample_id`) REFERENCES `visit_samples` (`community_id`, `id`) ON DELETE NO ACTION
);
-- create index "returnvisit_community_id_id" to table: "return_visits"
CREATE UNIQUE INDEX `returnvisit_community_id_id` ON `return_visits` (`community_id`, `id`);
-- create index "returnvisit_due_at" to table: "return_visits"
CREATE INDEX `returnvisit_due_at` ON `return_visits` (`due_at`);
-- create index "returnvisit_community_id_due_at" to table: "return_visits"
CREATE INDEX `returnvisit_community_id_due_at` ON `return_visits` (`community_id`, `due_at`);
-- create index "returnvisit_open_due_at" to table: "return_visits"
CREATE INDEX `returnvisit_open_due_at` ON `return_visits` (`open`, `due_at`);
-- create index "returnvisit_community_id_open_due_at" to table: "return_visits"
CREATE INDEX `returnvisit_community_id_open_due_at` ON `return_visits` (`community_id`, `open`, `due_at`);
-- create index "returnvisit_state_due_at" to table: "return_visits"
CREATE INDEX `returnvisit_state_due_at` ON `return_visits` (`state`, `due_at`);
-- create index "returnvisit_community_id_state_due_at" to table: "return_visits"
CREATE INDEX `returnvisit_community_id_state_due_at` ON `return_visits` (`community_id`, `state`, `due_at`);
-- create index "returnvisit_month_type_community_id" to table: "return_visits"
CREATE INDEX `returnvisit_month_type_community_id` ON `return_visits` (`month`, `type`, `community_id`);
-- create index "returnvisit_community_id_month_type" to table: "return_visits"
CREATE INDEX `returnvisit_community_id_month_type` ON `return_visits` (`community_id`, `month`, `type`);
-- create index "returnvisit_community_id_ticket_id_round" to table: "return_visits"
CREATE UNIQUE INDEX `returnvisit_community_id_ticket_id_round` ON `return_visits` (`community_id`, `ticket_id`, `round`);
-- create index "returnvisit_community_id_follow_up_id" to table: "return_visits"
CREATE INDEX `returnvisit_community_id_follow_up_id` ON `return_visits` (`community_id`, `follow_up_id`);
-- create index "ix_return_visits_community_id_unit_id" to table: "return_visits"
CREATE INDEX `ix_return_visits_community_id_unit_id` ON `return_visits` (`community_id`, `unit_id`);
-- create index "ix_return_visits_community_id_owner_id" to table: "return_visits"
CREATE INDEX `ix_return_visits_community_id_owner_id` ON `return_visits` (`community_id`, `owner_id`);
-- create index "ix_return_visits_visitor_id" to table: "return_visits"
CREATE INDEX `ix_return_visits_visitor_id` ON `return_visits` (`visitor_id`);
-- create index "ix_return_visits_community_id_sample_id" to table: "return_visits"
CREATE INDEX `ix_return_visits_community_id_sample_id` ON `return_visits` (`community_id`, `sample_id`);
-- create "reveals" table
CREATE TABLE `reveals` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `user_id` integer NOT NULL,
  `reason` text NOT NULL,
  `fields` text NOT NULL,
  `at` datetime NOT NULL,
  `owner_id` integer NOT NULL,
  `community_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `reveals_owners_reveals` FOREIGN KEY (`community_id`, `owner_id`) REFERENCES `owners` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `reveals_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION
);
-- create index "reveal_community_id_id" to table: "reveals"
CREATE UNIQUE INDEX `reveal_community_id_id` ON `reveals` (`community_id`, `id`);
-- create index "ix_reveals_community_id_owner_id" to table: "reveals"
CREATE INDEX `ix_reveals_community_id_owner_id` ON `reveals` (`community_id`, `owner_id`);
-- create index "ix_reveals_community_id_at" to table: "reveals"
CREATE INDEX `ix_reveals_community_id_at` ON `reveals` (`community_id`, `at`);
-- create index "ix_reveals_at" to table: "reveals"
CREATE INDEX `ix_reveals_at` ON `reveals` (`at`);
-- create "service_tokens" table
CREATE TABLE `service_tokens` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `name` text NOT NULL,
  `hash` text NOT NULL,
  `role` text NOT NULL,
  `node_id` integer NOT NULL,
  `expires_at` datetime NOT NULL,
  `revoked_at` datetime NULL,
  `user_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `service_tokens_users_service_tokens` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION
);
-- create index "service_tokens_hash_key" to table: "service_tokens"
CREATE UNIQUE INDEX `service_tokens_hash_key` ON `service_tokens` (`hash`);
-- create index "ix_service_tokens_user_id" to table: "service_tokens"
CREATE INDEX `ix_service_tokens_user_id` ON `service_tokens` (`user_id`);
-- create "sessions" table
CREATE TABLE `sessions` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `user_id` integer NOT NULL,
  `hash` text NOT NULL,
  `expires_at` datetime NOT NULL,
  `revoked_at` datetime NULL,
  `agent` text NOT NULL DEFAULT (''),
  `address` text NOT NULL DEFAULT (''),
  PRIMARY KEY (`id`)
);
-- create index "sessions_hash_key" to table: "sessions"
CREATE UNIQUE INDEX `sessions_hash_key` ON `sessions` (`hash`);
-- create "settings" table
CREATE TABLE `settings` (
  `id` text NOT NULL,
  `value` text NOT NULL,
  PRIMARY KEY (`id`)
);
-- create "staffs" table
CREATE TABLE `staffs` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `staff_no` text NOT NULL,
  `name` text NOT NULL,
  `status` text NOT NULL DEFAULT ('PROBATION'),
  `gender` text NULL,
  `phone` text NULL,
  `hire_date` text NULL,
  `grade` text NULL,
  `veteran` bool NULL,
  `company_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `staffs_companies_staff` FOREIGN KEY (`company_id`) REFERENCES `companies` (`id`) ON DELETE NO ACTION
);
-- create index "staffs_staff_no_key" to table: "staffs"
CREATE UNIQUE INDEX `staffs_staff_no_key` ON `staffs` (`staff_no`);
-- create index "staff_name" to table: "staffs"
CREATE INDEX `staff_name` ON `staffs` (`name`);
-- create index "ix_staffs_company_id" to table: "staffs"
CREATE INDEX `ix_staffs_company_id` ON `staffs` (`company_id`);
-- create "surveys" table
CREATE TABLE `surveys` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `year` integer NOT NULL,
  `round` integer NOT NULL,
  `title` text NOT NULL,
  `state` text NOT NULL,
  `base` text NOT NULL DEFAULT ('OCCUPIED'),
  `approved_by` text NULL,
  `target` integer NOT NULL DEFAULT (0),
  `sent` integer NOT NULL DEFAULT (0),
  `returned` integer NOT NULL DEFAULT (0),
  `return_target` real NOT NULL DEFAULT (0.7),
  `opened_at` datetime NOT NULL,
  `sent_at` datetime NULL,
  `returned_at` datetime NULL,
  `counted_at` datetime NULL,
  `published_at` datetime NULL,
  `analysis` text NULL,
  `measures` text NULL,
  `community_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `surveys_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION
);
-- create index "survey_community_id_id" to table: "surveys"
CREATE UNIQUE INDEX `survey_community_id_id` ON `surveys` (`community_id`, `id`);
-- create index "survey_community_id_year_round" to table: "surveys"
CREATE UNIQUE INDEX `survey_community_id_year_round` ON `surveys` (`community_id`, `year`, `round`);
-- create index "survey_opened_at" to table: "surveys"
CREATE INDEX `survey_opened_at` ON `surveys` (`opened_at`);
-- create index "survey_community_id_opened_at" to table: "surveys"
CREATE INDEX `survey_community_id_opened_at` ON `surveys` (`community_id`, `opened_at`);
-- create index "survey_year_community_id" to table: "surveys"
CREATE INDEX `survey_year_community_id` ON `surveys` (`year`, `community_id`);
-- create "survey_answers" table
CREATE TABLE `survey_answers` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `item` text NOT NULL,
  `mark` text NOT NULL,
  `remark` text NULL,
  `community_id` integer NOT NULL,
  `survey_id` integer NOT NULL,
  `response_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `survey_answers_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `survey_answers_surveys_survey` FOREIGN KEY (`community_id`, `survey_id`) REFERENCES `surveys` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `survey_answers_survey_responses_answers` FOREIGN KEY (`community_id`, `response_id`) REFERENCES `survey_responses` (`community_id`, `id`) ON DELETE NO ACTION
);
-- create index "surveyanswer_community_id_id" to table: "survey_answers"
CREATE UNIQUE INDEX `surveyanswer_community_id_id` ON `survey_answers` (`community_id`, `id`);
-- create index "surveyanswer_community_id_response_id_item" to table: "survey_answers"
CREATE UNIQUE INDEX `surveyanswer_community_id_response_id_item` ON `survey_answers` (`community_id`, `response_id`, `item`);
-- create index "surveyanswer_community_id_survey_id_item_mark" to table: "survey_answers"
CREATE INDEX `surveyanswer_community_id_survey_id_item_mark` ON `survey_answers` (`community_id`, `survey_id`, `item`, `mark`);
-- create index "surveyanswer_survey_id_item_mark" to table: "survey_answers"
CREATE INDEX `surveyanswer_survey_id_item_mark` ON `survey_answers` (`survey_id`, `item`, `mark`);
-- create "survey_responses" table
CREATE TABLE `survey_responses` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `state` text NOT NULL DEFAULT ('SENT'),
  `sent_at` datetime NOT NULL,
  `returned_at` datetime NULL,
  `channel` text NULL,
  `satisfaction` text NULL,
  `comment` text NULL,
  `recorded_by` text NULL,
  `survey_id` integer NOT NULL,
  `community_id` integer NOT NULL,
  `unit_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `survey_responses_surveys_responses` FOREIGN KEY (`community_id`, `survey_id`) REFERENCES `surveys` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `survey_responses_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `survey_responses_units_unit` FOREIGN KEY (`community_id`, `unit_id`) REFERENCES `units` (`community_id`, `id`) ON DELETE NO ACTION
);
-- create index "surveyresponse_community_id_id" to table: "survey_responses"
CREATE UNIQUE INDEX `surveyresponse_community_id_id` ON `survey_responses` (`community_id`, `id`);
-- create index "surveyresponse_community_id_survey_id_unit_id" to table: "survey_responses"
CREATE UNIQUE INDEX `surveyresponse_community_id_survey_id_unit_id` ON `survey_responses` (`community_id`, `survey_id`, `unit_id`);
-- create index "surveyresponse_community_id_survey_id_state_satisfaction" to table: "survey_responses"
CREATE INDEX `surveyresponse_community_id_survey_id_state_satisfaction` ON `survey_responses` (`community_id`, `survey_id`, `state`, `satisfaction`);
-- create index "surveyresponse_sent_at" to table: "survey_responses"
CREATE INDEX `surveyresponse_sent_at` ON `survey_responses` (`sent_at`);
-- create index "surveyresponse_community_id_sent_at" to table: "survey_responses"
CREATE INDEX `surveyresponse_community_id_sent_at` ON `survey_responses` (`community_id`, `sent_at`);
-- create index "ix_survey_responses_community_id_unit_id" to table: "survey_responses"
CREATE INDEX `ix_survey_responses_community_id_unit_id` ON `survey_responses` (`community_id`, `unit_id`);
-- create "tenancies" table
CREATE TABLE `tenancies` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `lessee` text NOT NULL,
  `lessee_phone` text NULL,
  `since` text NOT NULL,
  `until` text NULL,
  `rent` integer NULL,
  `deposit` integer NULL,
  `state` text NOT NULL DEFAULT ('ACTIVE'),
  `community_id` integer NOT NULL,
  `unit_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `tenancies_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `tenancies_units_tenancies` FOREIGN KEY (`community_id`, `unit_id`) REFERENCES `units` (`community_id`, `id`) ON DELETE NO ACTION
);
-- create index "tenancy_community_id_id" to table: "tenancies"
CREATE UNIQUE INDEX `tenancy_community_id_id` ON `tenancies` (`community_id`, `id`);
-- create index "tenancy_community_id_unit_id_since" to table: "tenancies"
CREATE UNIQUE INDEX `tenancy_community_id_unit_id_since` ON `tenancies` (`community_id`, `unit_id`, `since`);
-- create "tickets" table
CREATE TABLE `tickets` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `number` text NOT NULL,
  `kind` text NOT NULL,
  `state` text NOT NULL,
  `phase` text NOT NULL,
  `open` bool NOT NULL,
  `class` text NULL,
  `type` text NULL,
  `severity` text NOT NULL DEFAULT ('ORDINARY'),
  `defect_size` text NULL,
  `validity` text NULL,
  `collective` bool NOT NULL DEFAULT (false),
  `channel` text NOT NULL DEFAULT ('PHONE'),
  `topic` text NULL,
  `category` text NULL,
  `contact_name` text NULL,
  `contact_phone` text NULL,
  `content` text NOT NULL,
  `demand` text NULL,
  `level` integer NOT NULL DEFAULT (0),
  `department` text NULL,
  `opened_at` datetime NOT NULL,
  `promised_at` datetime NULL,
  `due_at` datetime NOT NULL,
  `resolved_at` datetime NULL,
  `closed_at` datetime NULL,
  `opened_month` text NOT NULL,
  `outcome` text NULL,
  `result` text NULL,
  `waiting_for` text NULL,
  `next_visit_at` datetime NULL,
  `planned_for` text NULL,
  `quoted` integer NULL,
  `receipt_no` text NULL,
  `authority` text NULL,
  `qualified` bool NULL,
  `open_key` text NULL,
  `occurrence` integer NOT NULL DEFAULT (1),
  `complainants` integer NULL,
  `director_told_at` datetime NULL,
  `company_told_at` datetime NULL,
  `transferred_at` datetime NULL,
  `reported_back_at` datetime NULL,
  `help_asked_at` datetime NULL,
  `judged_by` text NULL,
  `judgement` text NULL,
  `arrivals` integer NOT NULL DEFAULT (0),
  `unfinished` integer NOT NULL DEFAULT (0),
  `unfinished_because` text NULL,
  `owner_id` integer NULL,
  `assignee_id` integer NULL,
  `first_receiver_id` integer NULL,
  `complained_staff_id` integer NULL,
  `community_id` integer NOT NULL,
  `repeat_of_id` integer NULL,
  `merged_into_id` integer NULL,
  `unit_id` integer NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `tickets_owners_tickets` FOREIGN KEY (`community_id`, `owner_id`) REFERENCES `owners` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `tickets_staffs_assigned_tickets` FOREIGN KEY (`assignee_id`) REFERENCES `staffs` (`id`) ON DELETE SET NULL,
  CONSTRAINT `tickets_staffs_received_tickets` FOREIGN KEY (`first_receiver_id`) REFERENCES `staffs` (`id`) ON DELETE SET NULL,
  CONSTRAINT `tickets_staffs_complaints` FOREIGN KEY (`complained_staff_id`) REFERENCES `staffs` (`id`) ON DELETE SET NULL,
  CONSTRAINT `tickets_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `tickets_tickets_repeats` FOREIGN KEY (`community_id`, `repeat_of_id`) REFERENCES `tickets` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `tickets_tickets_merged` FOREIGN KEY (`community_id`, `merged_into_id`) REFERENCES `tickets` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `tickets_units_tickets` FOREIGN KEY (`community_id`, `unit_id`) REFERENCES `units` (`community_id`, `id`) ON DELETE NO ACTION
);
-- create index "ticket_community_id_id" to table: "tickets"
CREATE UNIQUE INDEX `ticket_community_id_id` ON `tickets` (`community_id`, `id`);
-- create index "ticket_community_id_number" to table: "tickets"
CREATE UNIQUE INDEX `ticket_community_id_number` ON `tickets` (`community_id`, `number`);
-- create index "ticket_community_id_open_key" to table: "tickets"
CREATE UNIQUE INDEX `ticket_community_id_open_key` ON `tickets` (`community_id`, `open_key`);
-- create index "ticket_opened_at" to table: "tickets"
CREATE INDEX `ticket_opened_at` ON `tickets` (`opened_at`);
-- create index "ticket_community_id_opened_at" to table: "tickets"
CREATE INDEX `ticket_community_id_opened_at` ON `tickets` (`community_id`, `opened_at`);
-- create index "ticket_open_opened_at" to table: "tickets"
CREATE INDEX `ticket_open_opened_at` ON `tickets` (`open`, `opened_at`);
-- create index "ticket_community_id_open_opened_at" to table: "tickets"
CREATE INDEX `ticket_community_id_open_opened_at` ON `tickets` (`community_id`, `open`, `opened_at`);
-- create index "ticket_open_due_at" to table: "tickets"
CREATE INDEX `ticket_open_due_at` ON `tickets` (`open`, `due_at`);
-- create index "ticket_community_id_open_due_at" to table: "tickets"
CREATE INDEX `ticket_community_id_open_due_at` ON `tickets` (`community_id`, `open`, `due_at`);
-- create index "ticket_community_id_kind_state_opened_month" to table: "tickets"
CREATE INDEX `ticket_community_id_kind_state_opened_month` ON `tickets` (`community_id`, `kind`, `state`, `opened_month`);
-- create index "ticket_opened_month_kind_community_id" to table: "tickets"
CREATE INDEX `ticket_opened_month_kind_community_id` ON `tickets` (`opened_month`, `kind`, `community_id`);
-- create index "ticket_community_id_unit_id_topic_opened_at" to table: "tickets"
CREATE INDEX `ticket_community_id_unit_id_topic_opened_at` ON `tickets` (`community_id`, `unit_id`, `topic`, `opened_at`);
-- create index "ticket_community_id_contact_phone" to table: "tickets"
CREATE INDEX `ticket_community_id_contact_phone` ON `tickets` (`community_id`, `contact_phone`);
-- create index "ticket_contact_phone" to table: "tickets"
CREATE INDEX `ticket_contact_phone` ON `tickets` (`contact_phone`);
-- create index "ticket_number" to table: "tickets"
CREATE INDEX `ticket_number` ON `tickets` (`number`);
-- create index "ticket_resolved_at" to table: "tickets"
CREATE INDEX `ticket_resolved_at` ON `tickets` (`resolved_at`);
-- create index "ix_tickets_community_id_owner_id" to table: "tickets"
CREATE INDEX `ix_tickets_community_id_owner_id` ON `tickets` (`community_id`, `owner_id`);
-- create index "ix_tickets_assignee_id" to table: "tickets"
CREATE INDEX `ix_tickets_assignee_id` ON `tickets` (`assignee_id`);
-- create index "ix_tickets_first_receiver_id" to table: "tickets"
CREATE INDEX `ix_tickets_first_receiver_id` ON `tickets` (`first_receiver_id`);
-- create index "ix_tickets_complained_staff_id" to table: "tickets"
CREATE INDEX `ix_tickets_complained_staff_id` ON `tickets` (`complained_staff_id`);
-- create index "ix_tickets_community_id_repeat_of_id" to table: "tickets"
CREATE INDEX `ix_tickets_community_id_repeat_of_id` ON `tickets` (`community_id`, `repeat_of_id`);
-- create index "ix_tickets_community_id_merged_into_id" to table: "tickets"
CREATE INDEX `ix_tickets_community_id_merged_into_id` ON `tickets` (`community_id`, `merged_into_id`);
-- create index "ix_tickets_community_id_due_at" to table: "tickets"
CREATE INDEX `ix_tickets_community_id_due_at` ON `tickets` (`community_id`, `due_at`);
-- create index "ix_tickets_due_at" to table: "tickets"
CREATE INDEX `ix_tickets_due_at` ON `tickets` (`due_at`);
-- create "ticket_counters" table
CREATE TABLE `ticket_counters` (
  `rollup` integer NOT NULL,
  `community_id` integer NOT NULL,
  `kind` text NOT NULL,
  `state` text NOT NULL,
  `phase` text NOT NULL,
  `part` integer NOT NULL,
  `open` bool NULL,
  `n` integer NOT NULL,
  PRIMARY KEY (`rollup`, `community_id`, `kind`, `state`, `phase`, `part`)
);
-- create "ticket_events" table
CREATE TABLE `ticket_events` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `at` datetime NOT NULL,
  `verb` text NOT NULL,
  `from_state` text NULL,
  `to_state` text NOT NULL,
  `text` text NULL,
  `actor` text NOT NULL,
  `ticket_id` integer NOT NULL,
  `community_id` integer NOT NULL,
  `staff_id` integer NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `ticket_events_tickets_events` FOREIGN KEY (`community_id`, `ticket_id`) REFERENCES `tickets` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `ticket_events_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `ticket_events_staffs_staff` FOREIGN KEY (`staff_id`) REFERENCES `staffs` (`id`) ON DELETE SET NULL
);
-- create index "ticketevent_community_id_id" to table: "ticket_events"
CREATE UNIQUE INDEX `ticketevent_community_id_id` ON `ticket_events` (`community_id`, `id`);
-- create index "ix_ticket_events_community_id_ticket_id" to table: "ticket_events"
CREATE INDEX `ix_ticket_events_community_id_ticket_id` ON `ticket_events` (`community_id`, `ticket_id`);
-- create index "ix_ticket_events_staff_id" to table: "ticket_events"
CREATE INDEX `ix_ticket_events_staff_id` ON `ticket_events` (`staff_id`);
-- create index "ix_ticket_events_community_id_at" to table: "ticket_events"
CREATE INDEX `ix_ticket_events_community_id_at` ON `ticket_events` (`community_id`, `at`);
-- create index "ix_ticket_events_at" to table: "ticket_events"
CREATE INDEX `ix_ticket_events_at` ON `ticket_events` (`at`);
-- create "units" table
CREATE TABLE `units` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `property_no` text NOT NULL,
  `entrance` text NULL,
  `floor` integer NOT NULL DEFAULT (1),
  `door_no` text NOT NULL,
  `area` real NULL,
  `surveyed_area` real NULL,
  `layout` text NULL,
  `structure` text NULL,
  `quality` text NULL,
  `use` text NOT NULL DEFAULT ('RESIDENTIAL'),
  `occupancy` text NOT NULL DEFAULT ('UNSOLD'),
  `key_custody` bool NOT NULL DEFAULT (false),
  `building_id` integer NOT NULL,
  `community_id` integer NOT NULL,
  `zone_id` integer NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `units_buildings_units` FOREIGN KEY (`community_id`, `building_id`) REFERENCES `buildings` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `units_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `units_zones_units` FOREIGN KEY (`community_id`, `zone_id`) REFERENCES `zones` (`community_id`, `id`) ON DELETE NO ACTION
);
-- create index "unit_community_id_id" to table: "units"
CREATE UNIQUE INDEX `unit_community_id_id` ON `units` (`community_id`, `id`);
-- create index "unit_community_id_property_no" to table: "units"
CREATE UNIQUE INDEX `unit_community_id_property_no` ON `units` (`community_id`, `property_no`);
-- create index "unit_community_id_occupancy" to table: "units"
CREATE INDEX `unit_community_id_occupancy` ON `units` (`community_id`, `occupancy`);
-- create index "unit_community_id_building_id_occupancy" to table: "units"
CREATE INDEX `unit_community_id_building_id_occupancy` ON `units` (`community_id`, `building_id`, `occupancy`);
-- create index "ix_units_community_id_zone_id" to table: "units"
CREATE INDEX `ix_units_community_id_zone_id` ON `units` (`community_id`, `zone_id`);
-- create index "ix_units_property_no" to table: "units"
CREATE INDEX `ix_units_property_no` ON `units` (`property_no`);
-- create "unit_counters" table
CREATE TABLE `unit_counters` (
  `rollup` integer NOT NULL,
  `community_id` integer NOT NULL,
  `occupancy` text NOT NULL,
  `use` text NOT NULL,
  `part` integer NOT NULL,
  `n` integer NOT NULL,
  PRIMARY KEY (`rollup`, `community_id`, `occupancy`, `use`, `part`)
);
-- create "users" table
CREATE TABLE `users` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `login` text NOT NULL,
  `name` text NOT NULL,
  `password_hash` text NULL,
  `staff_id` integer NULL,
  `status` text NOT NULL DEFAULT ('ACTIVE'),
  `locale` text NOT NULL DEFAULT ('ZH_CN'),
  PRIMARY KEY (`id`)
);
-- create index "users_login_key" to table: "users"
CREATE UNIQUE INDEX `users_login_key` ON `users` (`login`);
-- create "visit_candidates" table
CREATE TABLE `visit_candidates` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `number` integer NOT NULL,
  `draw` text NOT NULL,
  `completed_at` datetime NOT NULL,
  `community_id` integer NOT NULL,
  `ticket_id` integer NOT NULL,
  `sample_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `visit_candidates_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `visit_candidates_tickets_ticket` FOREIGN KEY (`community_id`, `ticket_id`) REFERENCES `tickets` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `visit_candidates_visit_samples_candidates` FOREIGN KEY (`community_id`, `sample_id`) REFERENCES `visit_samples` (`community_id`, `id`) ON DELETE NO ACTION
);
-- create index "visitcandidate_community_id_id" to table: "visit_candidates"
CREATE UNIQUE INDEX `visitcandidate_community_id_id` ON `visit_candidates` (`community_id`, `id`);
-- create index "visitcandidate_community_id_ticket_id" to table: "visit_candidates"
CREATE UNIQUE INDEX `visitcandidate_community_id_ticket_id` ON `visit_candidates` (`community_id`, `ticket_id`);
-- create index "visitcandidate_community_id_sample_id_number" to table: "visit_candidates"
CREATE UNIQUE INDEX `visitcandidate_community_id_sample_id_number` ON `visit_candidates` (`community_id`, `sample_id`, `number`);
-- create index "visitcandidate_ticket_id" to table: "visit_candidates"
CREATE INDEX `visitcandidate_ticket_id` ON `visit_candidates` (`ticket_id`);
-- create "visit_samples" table
CREATE TABLE `visit_samples` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `type` text NOT NULL,
  `month` text NOT NULL,
  `coverage` real NOT NULL,
  `seed` integer NOT NULL,
  `completed` integer NOT NULL DEFAULT (0),
  `drawn` integer NOT NULL DEFAULT (0),
  `community_id` integer NOT NULL,
  `policy_id` integer NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `visit_samples_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `visit_samples_policy_values_policy` FOREIGN KEY (`policy_id`) REFERENCES `policy_values` (`id`) ON DELETE SET NULL
);
-- create index "visitsample_community_id_id" to table: "visit_samples"
CREATE UNIQUE INDEX `visitsample_community_id_id` ON `visit_samples` (`community_id`, `id`);
-- create index "visitsample_community_id_type_month" to table: "visit_samples"
CREATE UNIQUE INDEX `visitsample_community_id_type_month` ON `visit_samples` (`community_id`, `type`, `month`);
-- create index "visitsample_month" to table: "visit_samples"
CREATE INDEX `visitsample_month` ON `visit_samples` (`month`);
-- create index "visitsample_community_id_month" to table: "visit_samples"
CREATE INDEX `visitsample_community_id_month` ON `visit_samples` (`community_id`, `month`);
-- create index "ix_visit_samples_policy_id" to table: "visit_samples"
CREATE INDEX `ix_visit_samples_policy_id` ON `visit_samples` (`policy_id`);
-- create "zones" table
CREATE TABLE `zones` (
  `id` integer NOT NULL,
  `created_at` datetime NOT NULL,
  `updated_at` datetime NOT NULL,
  `code` text NOT NULL,
  `name` text NOT NULL,
  `community_id` integer NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `zones_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION
);
-- create index "zone_community_id_id" to table: "zones"
CREATE UNIQUE INDEX `zone_community_id_id` ON `zones` (`community_id`, `id`);
-- create index "zone_community_id_code" to table: "zones"
CREATE UNIQUE INDEX `zone_community_id_code` ON `zones` (`community_id`, `code`);
-- create index "ix_zones_code" to table: "zones"
CREATE INDEX `ix_zones_code` ON `zones` (`code`);
