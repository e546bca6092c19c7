-- create "organizations" table
CREATE TABLE `organizations` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `code` varchar(32) NOT NULL,
  `name` varchar(120) NOT NULL,
  `president` varchar(60) NULL,
  `timezone` varchar(40) NOT NULL DEFAULT 'Asia/Shanghai',
  PRIMARY KEY (`id`),
  UNIQUE INDEX `code` (`code`)
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "unit_counters" table
CREATE TABLE `unit_counters` (
  `rollup` smallint NOT NULL,
  `community_id` bigint NOT NULL,
  `occupancy` varchar(32) NOT NULL,
  `use` varchar(32) NOT NULL,
  `part` bigint NOT NULL,
  `n` bigint NOT NULL,
  PRIMARY KEY (`rollup`, `community_id`, `occupancy`, `use`, `part`)
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "ticket_counters" table
CREATE TABLE `ticket_counters` (
  `rollup` smallint NOT NULL,
  `community_id` bigint NOT NULL,
  `kind` varchar(32) NOT NULL,
  `state` varchar(32) NOT NULL,
  `phase` varchar(32) NOT NULL,
  `part` bigint NOT NULL,
  `open` bool NULL,
  `n` bigint NOT NULL,
  PRIMARY KEY (`rollup`, `community_id`, `kind`, `state`, `phase`, `part`)
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "changes" table
CREATE TABLE `changes` (
  `id` bigint NOT NULL,
  `community_id` bigint NOT NULL,
  `entity_id` bigint NOT NULL,
  `last_id` bigint NOT NULL,
  `operation` varchar(32) NOT NULL,
  `actor_id` bigint NOT NULL,
  `request` varchar(64) NOT NULL,
  `at` datetime(6) NOT NULL,
  `fields` varchar(1000) NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `change_community_id` (`community_id`),
  INDEX `change_entity_id_last_id` (`entity_id`, `last_id`)
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "change_drafts" table
CREATE TABLE `change_drafts` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `community_id` bigint NOT NULL,
  `entity_id` bigint NOT NULL,
  `last_id` bigint NOT NULL,
  `operation` varchar(32) NOT NULL,
  `actor_id` bigint NOT NULL,
  `request` varchar(64) NOT NULL,
  `at` datetime(6) NOT NULL,
  `fields` varchar(1000) NOT NULL,
  PRIMARY KEY (`id`)
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "import_batches" table
CREATE TABLE `import_batches` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `file` varchar(200) NOT NULL,
  `sha256` varchar(64) NOT NULL,
  `mapping` varchar(60) NOT NULL,
  `user_id` bigint NULL,
  `state` varchar(32) NOT NULL DEFAULT 'APPLIED',
  `rows_read` bigint NOT NULL,
  `rows_created` bigint NOT NULL,
  `rows_known` bigint NOT NULL,
  `rows_updated` bigint NOT NULL,
  `rows_refused` bigint NOT NULL,
  PRIMARY KEY (`id`)
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "import_ranges" table
CREATE TABLE `import_ranges` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `batch_id` bigint NOT NULL,
  `first_id` bigint NOT NULL,
  `last_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  INDEX `importrange_batch_id` (`batch_id`)
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "settings" table
CREATE TABLE `settings` (
  `id` varchar(64) NOT NULL,
  `value` varchar(1000) NOT NULL,
  PRIMARY KEY (`id`)
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "sessions" table
CREATE TABLE `sessions` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `user_id` bigint NOT NULL,
  `hash` varchar(64) NOT NULL,
  `expires_at` datetime(6) NOT NULL,
  `revoked_at` datetime(6) NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `hash` (`hash`)
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "id_blocks" table
CREATE TABLE `id_blocks` (
  `id` bigint NOT NULL,
  `next` bigint NOT NULL,
  PRIMARY KEY (`id`)
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "companies" table
CREATE TABLE `companies` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `code` varchar(32) NOT NULL,
  `name` varchar(120) NOT NULL,
  `kind` varchar(32) NOT NULL DEFAULT 'PROPERTY',
  `organization_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `code` (`code`),
  INDEX `ix_companies_organization_id` (`organization_id`),
  CONSTRAINT `companies_organizations_companies` FOREIGN KEY (`organization_id`) REFERENCES `organizations` (`id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "management_offices" table
CREATE TABLE `management_offices` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `code` varchar(32) NOT NULL,
  `name` varchar(120) NOT NULL,
  `director` varchar(60) NULL,
  `hotline` varchar(32) NULL,
  `address` varchar(200) NULL,
  `company_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `code` (`code`),
  INDEX `ix_management_offices_company_id` (`company_id`),
  CONSTRAINT `management_offices_companies_management_offices` FOREIGN KEY (`company_id`) REFERENCES `companies` (`id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "communities" table
CREATE TABLE `communities` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `code` varchar(32) NOT NULL,
  `name` varchar(120) NOT NULL,
  `address` varchar(200) NULL,
  `developer` varchar(120) NULL,
  `move_in_date` varchar(32) NULL,
  `gross_area` double NULL,
  `households_planned` bigint NOT NULL DEFAULT 0,
  `households_moved_in` bigint NOT NULL DEFAULT 0,
  `residents` bigint NOT NULL DEFAULT 0,
  `surroundings` varchar(500) NULL,
  `property_facts` varchar(500) NULL,
  `customer_mix` varchar(500) NULL,
  `phase` varchar(60) NULL,
  `star_level` bigint NOT NULL DEFAULT 0,
  `contract_from` varchar(32) NULL,
  `contract_to` varchar(32) NULL,
  `status` varchar(32) NOT NULL DEFAULT 'PROSPECT',
  `management_office_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `code` (`code`),
  INDEX `ix_communities_management_office_id` (`management_office_id`),
  INDEX `ix_communities_name` (`name`),
  CONSTRAINT `communities_management_offices_communities` FOREIGN KEY (`management_office_id`) REFERENCES `management_offices` (`id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "posts" table
CREATE TABLE `posts` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `code` varchar(32) NOT NULL,
  `title` varchar(60) NOT NULL,
  `duties` varchar(2000) NULL,
  `rights` varchar(2000) NULL,
  `reports_to_id` bigint NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `code` (`code`),
  INDEX `ix_posts_reports_to_id` (`reports_to_id`),
  CONSTRAINT `posts_posts_reports` FOREIGN KEY (`reports_to_id`) REFERENCES `posts` (`id`) ON DELETE SET NULL
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "staffs" table
CREATE TABLE `staffs` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `staff_no` varchar(32) NOT NULL,
  `name` varchar(60) NOT NULL,
  `status` varchar(32) NOT NULL DEFAULT 'PROBATION',
  `gender` varchar(32) NULL,
  `phone` varchar(32) NULL,
  `hire_date` varchar(32) NULL,
  `grade` varchar(32) NULL,
  `veteran` bool NULL,
  `company_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `staff_no` (`staff_no`),
  INDEX `staff_name` (`name`),
  INDEX `ix_staffs_company_id` (`company_id`),
  CONSTRAINT `staffs_companies_staff` FOREIGN KEY (`company_id`) REFERENCES `companies` (`id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "zones" table
CREATE TABLE `zones` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `code` varchar(32) NOT NULL,
  `name` varchar(120) NOT NULL,
  `community_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `zone_community_id_id` (`community_id`, `id`),
  UNIQUE INDEX `zone_community_id_code` (`community_id`, `code`),
  INDEX `ix_zones_code` (`code`),
  CONSTRAINT `zones_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "assignments" table
CREATE TABLE `assignments` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `since` varchar(32) NOT NULL,
  `until` varchar(32) NULL,
  `main` bool NOT NULL DEFAULT true,
  `community_id` bigint NOT NULL,
  `post_id` bigint NOT NULL,
  `staff_id` bigint NOT NULL,
  `zone_id` bigint NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `assignment_community_id_id` (`community_id`, `id`),
  UNIQUE INDEX `assignment_community_id_staff_id_post_id_since` (`community_id`, `staff_id`, `post_id`, `since`),
  INDEX `ix_assignments_post_id` (`post_id`),
  INDEX `ix_assignments_staff_id` (`staff_id`),
  INDEX `ix_assignments_community_id_zone_id` (`community_id`, `zone_id`),
  CONSTRAINT `assignments_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `assignments_posts_assignments` FOREIGN KEY (`post_id`) REFERENCES `posts` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `assignments_staffs_assignments` FOREIGN KEY (`staff_id`) REFERENCES `staffs` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `assignments_zones_assignments` FOREIGN KEY (`community_id`, `zone_id`) REFERENCES `zones` (`community_id`, `id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "owners" table
CREATE TABLE `owners` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `code` varchar(64) NOT NULL,
  `name` varchar(120) NOT NULL,
  `kind` varchar(32) NOT NULL DEFAULT 'PERSON',
  `phone` varchar(32) NULL,
  `id_document` varchar(32) NULL,
  `id_sealed` blob NULL,
  `id_index` varchar(64) NULL,
  `birthday` varchar(32) NULL,
  `occupation` varchar(60) NULL,
  `employer` varchar(120) NULL,
  `hobby` varchar(120) NULL,
  `profile` varchar(32) NOT NULL DEFAULT 'SKETCH',
  `special_care` varchar(32) NOT NULL DEFAULT 'NONE',
  `community_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `owner_community_id_id` (`community_id`, `id`),
  UNIQUE INDEX `owner_community_id_code` (`community_id`, `code`),
  INDEX `owner_community_id_phone` (`community_id`, `phone`),
  INDEX `owner_community_id_name` (`community_id`, `name`),
  INDEX `owner_phone` (`phone`),
  INDEX `owner_name` (`name`),
  UNIQUE INDEX `owner_community_id_id_index` (`community_id`, `id_index`),
  INDEX `ix_owners_code` (`code`),
  CONSTRAINT `owners_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "estates" table
CREATE TABLE `estates` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `code` varchar(32) NOT NULL,
  `name` varchar(120) NOT NULL,
  `phase` varchar(60) NULL,
  `community_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `estate_community_id_id` (`community_id`, `id`),
  UNIQUE INDEX `estate_community_id_code` (`community_id`, `code`),
  INDEX `ix_estates_code` (`code`),
  CONSTRAINT `estates_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "buildings" table
CREATE TABLE `buildings` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `code` varchar(64) NOT NULL,
  `name` varchar(120) NOT NULL,
  `kind` varchar(32) NOT NULL DEFAULT 'HIGH_RISE',
  `floors` bigint NOT NULL DEFAULT 0,
  `lifts` bigint NOT NULL DEFAULT 0,
  `year_completed` bigint NULL,
  `handover` varchar(32) NOT NULL DEFAULT 'HANDED_OVER',
  `community_id` bigint NOT NULL,
  `estate_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `building_community_id_id` (`community_id`, `id`),
  UNIQUE INDEX `building_community_id_code` (`community_id`, `code`),
  INDEX `ix_buildings_community_id_estate_id` (`community_id`, `estate_id`),
  INDEX `ix_buildings_code` (`code`),
  CONSTRAINT `buildings_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `buildings_estates_buildings` FOREIGN KEY (`community_id`, `estate_id`) REFERENCES `estates` (`community_id`, `id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "units" table
CREATE TABLE `units` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `property_no` varchar(64) NOT NULL,
  `entrance` varchar(16) NULL,
  `floor` bigint NOT NULL DEFAULT 1,
  `door_no` varchar(16) NOT NULL,
  `area` double NULL,
  `surveyed_area` double NULL,
  `layout` varchar(60) NULL,
  `structure` varchar(60) NULL,
  `quality` varchar(200) NULL,
  `use` varchar(32) NOT NULL DEFAULT 'RESIDENTIAL',
  `occupancy` varchar(32) NOT NULL DEFAULT 'UNSOLD',
  `key_custody` bool NOT NULL DEFAULT false,
  `building_id` bigint NOT NULL,
  `community_id` bigint NOT NULL,
  `zone_id` bigint NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `unit_community_id_id` (`community_id`, `id`),
  UNIQUE INDEX `unit_community_id_property_no` (`community_id`, `property_no`),
  INDEX `unit_community_id_occupancy` (`community_id`, `occupancy`),
  INDEX `ix_units_community_id_building_id` (`community_id`, `building_id`),
  INDEX `ix_units_community_id_zone_id` (`community_id`, `zone_id`),
  INDEX `ix_units_property_no` (`property_no`),
  CONSTRAINT `units_buildings_units` FOREIGN KEY (`community_id`, `building_id`) REFERENCES `buildings` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `units_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `units_zones_units` FOREIGN KEY (`community_id`, `zone_id`) REFERENCES `zones` (`community_id`, `id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "tickets" table
CREATE TABLE `tickets` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `number` varchar(64) NOT NULL,
  `kind` varchar(32) NOT NULL,
  `state` varchar(32) NOT NULL,
  `phase` varchar(32) NOT NULL,
  `open` bool NOT NULL,
  `class` varchar(32) NULL,
  `type` varchar(32) NULL,
  `severity` varchar(32) NOT NULL DEFAULT 'ORDINARY',
  `validity` varchar(32) NULL,
  `collective` bool NOT NULL DEFAULT false,
  `channel` varchar(32) NOT NULL DEFAULT 'PHONE',
  `topic` varchar(32) NULL,
  `category` varchar(120) NULL,
  `contact_name` varchar(120) NULL,
  `contact_phone` varchar(32) NULL,
  `content` varchar(4000) NOT NULL,
  `demand` varchar(1000) NULL,
  `level` bigint NOT NULL DEFAULT 0,
  `department` varchar(60) NULL,
  `opened_at` datetime(6) NOT NULL,
  `promised_at` datetime(6) NULL,
  `due_at` datetime(6) NOT NULL,
  `resolved_at` datetime(6) NULL,
  `closed_at` datetime(6) NULL,
  `opened_month` varchar(32) NOT NULL,
  `outcome` varchar(32) NULL,
  `result` varchar(2000) NULL,
  `waiting_for` varchar(32) NULL,
  `next_visit_at` datetime(6) NULL,
  `planned_for` varchar(32) NULL,
  `quoted` bigint NULL,
  `receipt_no` varchar(64) NULL,
  `authority` varchar(120) NULL,
  `qualified` bool NULL,
  `open_key` varchar(64) NULL,
  `owner_id` bigint NULL,
  `assignee_id` bigint NULL,
  `first_receiver_id` bigint NULL,
  `complained_staff_id` bigint NULL,
  `community_id` bigint NOT NULL,
  `repeat_of_id` bigint NULL,
  `merged_into_id` bigint NULL,
  `unit_id` bigint NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `ticket_community_id_id` (`community_id`, `id`),
  UNIQUE INDEX `ticket_community_id_number` (`community_id`, `number`),
  UNIQUE INDEX `ticket_community_id_open_key` (`community_id`, `open_key`),
  INDEX `ticket_opened_at` (`opened_at`),
  INDEX `ticket_community_id_opened_at` (`community_id`, `opened_at`),
  INDEX `ticket_open_opened_at` (`open`, `opened_at`),
  INDEX `ticket_community_id_open_opened_at` (`community_id`, `open`, `opened_at`),
  INDEX `ticket_open_due_at` (`open`, `due_at`),
  INDEX `ticket_community_id_open_due_at` (`community_id`, `open`, `due_at`),
  INDEX `ticket_community_id_kind_state_opened_month` (`community_id`, `kind`, `state`, `opened_month`),
  INDEX `ticket_community_id_contact_phone` (`community_id`, `contact_phone`),
  INDEX `ticket_contact_phone` (`contact_phone`),
  INDEX `ticket_number` (`number`),
  INDEX `ix_tickets_community_id_owner_id` (`community_id`, `owner_id`),
  INDEX `ix_tickets_assignee_id` (`assignee_id`),
  INDEX `ix_tickets_first_receiver_id` (`first_receiver_id`),
  INDEX `ix_tickets_complained_staff_id` (`complained_staff_id`),
  INDEX `ix_tickets_community_id_repeat_of_id` (`community_id`, `repeat_of_id`),
  INDEX `ix_tickets_community_id_merged_into_id` (`community_id`, `merged_into_id`),
  INDEX `ix_tickets_community_id_unit_id` (`community_id`, `unit_id`),
  INDEX `ix_tickets_community_id_due_at` (`community_id`, `due_at`),
  INDEX `ix_tickets_due_at` (`due_at`),
  CONSTRAINT `tickets_owners_tickets` FOREIGN KEY (`community_id`, `owner_id`) REFERENCES `owners` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `tickets_staffs_assigned_tickets` FOREIGN KEY (`assignee_id`) REFERENCES `staffs` (`id`) ON DELETE SET NULL,
  CONSTRAINT `tickets_staffs_received_tickets` FOREIGN KEY (`first_receiver_id`) REFERENCES `staffs` (`id`) ON DELETE SET NULL,
  CONSTRAINT `tickets_staffs_complaints` FOREIGN KEY (`complained_staff_id`) REFERENCES `staffs` (`id`) ON DELETE SET NULL,
  CONSTRAINT `tickets_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `tickets_tickets_repeats` FOREIGN KEY (`community_id`, `repeat_of_id`) REFERENCES `tickets` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `tickets_tickets_merged` FOREIGN KEY (`community_id`, `merged_into_id`) REFERENCES `tickets` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `tickets_units_tickets` FOREIGN KEY (`community_id`, `unit_id`) REFERENCES `units` (`community_id`, `id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "attachments" table
CREATE TABLE `attachments` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `name` varchar(200) NOT NULL,
  `media_type` varchar(80) NOT NULL,
  `size` bigint NOT NULL,
  `sha256` varchar(64) NOT NULL,
  `community_id` bigint NOT NULL,
  `ticket_id` bigint NULL,
  `unit_id` bigint NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `attachment_community_id_id` (`community_id`, `id`),
  INDEX `ix_attachments_community_id_ticket_id` (`community_id`, `ticket_id`),
  INDEX `ix_attachments_community_id_unit_id` (`community_id`, `unit_id`),
  CONSTRAINT `attachments_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `attachments_tickets_attachments` FOREIGN KEY (`community_id`, `ticket_id`) REFERENCES `tickets` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `attachments_units_attachments` FOREIGN KEY (`community_id`, `unit_id`) REFERENCES `units` (`community_id`, `id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "establishments" table
CREATE TABLE `establishments` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `planned` bigint NOT NULL,
  `remark` varchar(200) NULL,
  `community_id` bigint NOT NULL,
  `post_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `establishment_community_id_id` (`community_id`, `id`),
  UNIQUE INDEX `establishment_community_id_post_id` (`community_id`, `post_id`),
  INDEX `ix_establishments_post_id` (`post_id`),
  CONSTRAINT `establishments_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `establishments_posts_establishments` FOREIGN KEY (`post_id`) REFERENCES `posts` (`id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "users" table
CREATE TABLE `users` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `login` varchar(60) NOT NULL,
  `name` varchar(60) NOT NULL,
  `password_hash` varchar(200) NULL,
  `staff_id` bigint NULL,
  `status` varchar(32) NOT NULL DEFAULT 'ACTIVE',
  `locale` varchar(32) NOT NULL DEFAULT 'ZH_CN',
  PRIMARY KEY (`id`),
  UNIQUE INDEX `login` (`login`)
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "grants" table
CREATE TABLE `grants` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `role` varchar(32) NOT NULL,
  `node_id` bigint NOT NULL,
  `user_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `grant_user_id_node_id_role` (`user_id`, `node_id`, `role`),
  INDEX `grant_node_id` (`node_id`),
  CONSTRAINT `grants_users_grants` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "households" table
CREATE TABLE `households` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `head` varchar(120) NOT NULL,
  `phone` varchar(32) NULL,
  `size` bigint NOT NULL DEFAULT 1,
  `since` varchar(32) NOT NULL,
  `until` varchar(32) NULL,
  `community_id` bigint NOT NULL,
  `unit_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `household_community_id_id` (`community_id`, `id`),
  UNIQUE INDEX `household_community_id_unit_id_since` (`community_id`, `unit_id`, `since`),
  CONSTRAINT `households_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `households_units_households` FOREIGN KEY (`community_id`, `unit_id`) REFERENCES `units` (`community_id`, `id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "household_members" table
CREATE TABLE `household_members` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `name` varchar(120) NOT NULL,
  `relation` varchar(32) NULL,
  `phone` varchar(32) NULL,
  `birthday` varchar(32) NULL,
  `household_id` bigint NOT NULL,
  `community_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `householdmember_community_id_id` (`community_id`, `id`),
  INDEX `ix_household_members_community_id_household_id` (`community_id`, `household_id`),
  CONSTRAINT `household_members_households_members` FOREIGN KEY (`community_id`, `household_id`) REFERENCES `households` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `household_members_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "ownerships" table
CREATE TABLE `ownerships` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `share` bigint NOT NULL DEFAULT 10000,
  `since` varchar(32) NOT NULL,
  `until` varchar(32) NULL,
  `owner_id` bigint NOT NULL,
  `community_id` bigint NOT NULL,
  `unit_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `ownership_community_id_id` (`community_id`, `id`),
  UNIQUE INDEX `ownership_community_id_unit_id_owner_id_since` (`community_id`, `unit_id`, `owner_id`, `since`),
  INDEX `ix_ownerships_community_id_owner_id` (`community_id`, `owner_id`),
  CONSTRAINT `ownerships_owners_ownerships` FOREIGN KEY (`community_id`, `owner_id`) REFERENCES `owners` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `ownerships_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `ownerships_units_ownerships` FOREIGN KEY (`community_id`, `unit_id`) REFERENCES `units` (`community_id`, `id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "reveals" table
CREATE TABLE `reveals` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `user_id` bigint NOT NULL,
  `reason` varchar(500) NOT NULL,
  `fields` varchar(64) NOT NULL,
  `at` datetime(6) NOT NULL,
  `owner_id` bigint NOT NULL,
  `community_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `reveal_community_id_id` (`community_id`, `id`),
  INDEX `ix_reveals_community_id_owner_id` (`community_id`, `owner_id`),
  INDEX `ix_reveals_community_id_at` (`community_id`, `at`),
  INDEX `ix_reveals_at` (`at`),
  CONSTRAINT `reveals_owners_reveals` FOREIGN KEY (`community_id`, `owner_id`) REFERENCES `owners` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `reveals_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "service_tokens" table
CREATE TABLE `service_tokens` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `name` varchar(60) NOT NULL,
  `hash` varchar(64) NOT NULL,
  `role` varchar(32) NOT NULL,
  `node_id` bigint NOT NULL,
  `expires_at` datetime(6) NOT NULL,
  `revoked_at` datetime(6) NULL,
  `user_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `hash` (`hash`),
  INDEX `ix_service_tokens_user_id` (`user_id`),
  CONSTRAINT `service_tokens_users_service_tokens` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "tenancies" table
CREATE TABLE `tenancies` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `lessee` varchar(120) NOT NULL,
  `lessee_phone` varchar(32) NULL,
  `since` varchar(32) NOT NULL,
  `until` varchar(32) NULL,
  `rent` bigint NULL,
  `deposit` bigint NULL,
  `state` varchar(32) NOT NULL DEFAULT 'ACTIVE',
  `community_id` bigint NOT NULL,
  `unit_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `tenancy_community_id_id` (`community_id`, `id`),
  UNIQUE INDEX `tenancy_community_id_unit_id_since` (`community_id`, `unit_id`, `since`),
  CONSTRAINT `tenancies_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `tenancies_units_tenancies` FOREIGN KEY (`community_id`, `unit_id`) REFERENCES `units` (`community_id`, `id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
-- create "ticket_events" table
CREATE TABLE `ticket_events` (
  `id` bigint NOT NULL,
  `created_at` datetime(6) NOT NULL,
  `updated_at` datetime(6) NOT NULL,
  `at` datetime(6) NOT NULL,
  `verb` varchar(32) NOT NULL,
  `from_state` varchar(32) NULL,
  `to_state` varchar(32) NOT NULL,
  `text` varchar(4000) NULL,
  `actor` varchar(60) NOT NULL,
  `ticket_id` bigint NOT NULL,
  `community_id` bigint NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE INDEX `ticketevent_community_id_id` (`community_id`, `id`),
  INDEX `ix_ticket_events_community_id_ticket_id` (`community_id`, `ticket_id`),
  INDEX `ix_ticket_events_community_id_at` (`community_id`, `at`),
  INDEX `ix_ticket_events_at` (`at`),
  CONSTRAINT `ticket_events_tickets_events` FOREIGN KEY (`community_id`, `ticket_id`) REFERENCES `tickets` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `ticket_events_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION
) CHARSET utf8mb4 COLLATE utf8mb4_bin;
