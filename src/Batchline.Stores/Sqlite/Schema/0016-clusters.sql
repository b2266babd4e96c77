-- Which processes belong to a cluster, as the library that connects them wants it kept.
CREATE TABLE clusters (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    members TEXT NOT NULL
);
-- When each was last alive. Apart from the members, because it is written without their version.
CREATE TABLE clusterAlive (
    clusterId TEXT NOT NULL,
    member TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (clusterId, member)
);
