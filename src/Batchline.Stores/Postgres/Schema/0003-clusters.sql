-- Which processes belong to a cluster, as the library that connects them wants it kept.
CREATE TABLE clusters (
    id text COLLATE "C" PRIMARY KEY,
    version bigint NOT NULL,
    members text NOT NULL
);
-- When each was last alive. Apart from the members, because it is written without their version.
CREATE TABLE cluster_alive (
    cluster_id text COLLATE "C" NOT NULL,
    member text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (cluster_id, member)
);
