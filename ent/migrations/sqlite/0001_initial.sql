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
  `ticket_id` integer NULL,
  `unit_id` integer NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `attachments_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION,
  CONSTRAINT `attachments_tickets_attachments` FOREIGN KEY (`community_id`, `ticket_id`) REFERENCES `tickets` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `attachments_units_attachments` FOREIGN KEY (`community_id`, `unit_id`) REFERENCES `units` (`community_id`, `id`) ON DELETE NO ACTION
);
-- create index "attachment_community_id_id" to table: "attachments"
CREATE UNIQUE INDEX `attachment_community_id_id` ON `attachments` (`community_id`, `id`);
-- create index "ix_attachments_community_id_ticket_id" to table: "attachments"
CREATE INDEX `ix_attachments_community_id_ticket_id` ON `attachments` (`community_id`, `ticket_id`);
-- create index "ix_attachments_community_id_unit_id" to table: "attachments"
CREATE INDEX `ix_attachments_community_id_unit_id` ON `attachments` (`community_id`, `unit_id`);
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
-- create index "ticket_community_id_contact_phone" to table: "tickets"
CREATE INDEX `ticket_community_id_contact_phone` ON `tickets` (`community_id`, `contact_phone`);
-- create index "ticket_contact_phone" to table: "tickets"
CREATE INDEX `ticket_contact_phone` ON `tickets` (`contact_phone`);
-- create index "ticket_number" to table: "tickets"
CREATE INDEX `ticket_number` ON `tickets` (`number`);
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
-- create index "ix_tickets_community_id_unit_id" to table: "tickets"
CREATE INDEX `ix_tickets_community_id_unit_id` ON `tickets` (`community_id`, `unit_id`);
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
  PRIMARY KEY (`id`),
  CONSTRAINT `ticket_events_tickets_events` FOREIGN KEY (`community_id`, `ticket_id`) REFERENCES `tickets` (`community_id`, `id`) ON DELETE NO ACTION,
  CONSTRAINT `ticket_events_communities_community` FOREIGN KEY (`community_id`) REFERENCES `communities` (`id`) ON DELETE NO ACTION
);
-- create index "ticketevent_community_id_id" to table: "ticket_events"
CREATE UNIQUE INDEX `ticketevent_community_id_id` ON `ticket_events` (`community_id`, `id`);
-- create index "ix_ticket_events_community_id_ticket_id" to table: "ticket_events"
CREATE INDEX `ix_ticket_events_community_id_ticket_id` ON `ticket_events` (`community_id`, `ticket_id`);
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
-- create index "ix_units_community_id_building_id" to table: "units"
CREATE INDEX `ix_units_community_id_building_id` ON `units` (`community_id`, `building_id`);
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
