PRAGMA user_version = 6;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    workizApiKey TEXT,
    keyFingerprint TEXT,
    enabled INTEGER NOT NULL,
    deleting INTEGER NOT NULL,
    minIntervalMs INTEGER,
    quotaCalls INTEGER,
    quotaWindowMs INTEGER,
    quotaShare REAL,
    createdAt INTEGER NOT NULL,
    updatedAt INTEGER NOT NULL
);
INSERT INTO accounts VALUES('6b0d0aff7a07c1139c18f643','North','enc:v1:58cc9796:XrrBF+REyCKWNNCMN2PtubLIK3cDCGU9me3JSqxhQE2sw7zNPbXEX249iVkWxjrVtGmf9WY=','b19b5c911281d6cb6a429a7a638a820c6b742a9b647448f1eea8322b7ed8ebe6',1,0,NULL,NULL,NULL,NULL,1796016895241,1796016895241);
INSERT INTO accounts VALUES('6b0d0b036cd8c45b674585e9','South','enc:v1:58cc9796:jPNtXETzb9oSGh8xifJwzoEg24YWds7zrQs1WTSw7M860ckMVlRUMaQGydf3yIpIirTTASs=','c6b454a447151b5214ff827802beec90f97c22b5fd3d9e2dca9646f333031a94',1,0,NULL,NULL,NULL,NULL,1796016899336,1796016899336);
CREATE TABLE operations (
    id TEXT NOT NULL PRIMARY KEY,
    status TEXT NOT NULL,
    strategy TEXT NOT NULL,
    batchSize INTEGER NOT NULL,
    since INTEGER,
    "full" INTEGER NOT NULL,
    toleratedFailurePercent REAL,
    idempotencyKey TEXT,
    requestHash TEXT,
    requested TEXT NOT NULL,
    admitted INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    accounts INTEGER NOT NULL,
    startTime INTEGER NOT NULL,
    endTime INTEGER,
    error TEXT,
    skipped TEXT NOT NULL
);
INSERT INTO operations VALUES('6b0d0b073bad8a733e6e8a6f','completed','list_first',10,NULL,0,NULL,NULL,NULL,'run',1,3,2,1796016903707,1796016905242,NULL,'[]');
INSERT INTO operations VALUES('6b0d0b14bfb8d13ef91250ca','completed','each',2,NULL,1,NULL,'kept','b9a1dd9316384933e884dfa67e7e8656c0c28bab798f010f6706cb1ca77743e2','run',1,3,2,1796016916714,1796016919508,NULL,'[]');
CREATE TABLE batchAccountStates (
    id TEXT NOT NULL PRIMARY KEY,
    operationId TEXT NOT NULL,
    accountId TEXT NOT NULL,
    status TEXT NOT NULL,
    active INTEGER NOT NULL,
    currentBatch INTEGER NOT NULL,
    totalBatches INTEGER NOT NULL,
    lastBatchCompleted INTEGER NOT NULL,
    nextBatchToProcess INTEGER NOT NULL,
    planned INTEGER NOT NULL,
    dueAt INTEGER,
    waitingReason TEXT,
    error TEXT,
    blockedAt INTEGER,
    startTime INTEGER,
    endTime INTEGER,
    fence INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    counters TEXT NOT NULL
);
INSERT INTO batchAccountStates VALUES('6b0d0b0731549e87a0b1f101','6b0d0b073bad8a733e6e8a6f','6b0d0aff7a07c1139c18f643','completed',0,0,0,0,0,1,NULL,NULL,NULL,NULL,1796016904033,1796016905120,1796016903962,4,'{"total":3,"completed":3,"unchanged":0,"missing":0,"failed":0,"calls":1,"rateLimited":0,"retried":0,"batchesCompleted":0,"batchesWithErrors":0,"batchesFailed":0,"batchesCancelled":0,"retries":0,"batchSeconds":0,"batchesTimed":0,"pending":0}');
INSERT INTO batchAccountStates VALUES('6b0d0b07432013769b02dc6f','6b0d0b073bad8a733e6e8a6f','6b0d0b036cd8c45b674585e9','completed',0,0,0,0,0,1,NULL,NULL,NULL,NULL,1796016904272,1796016905100,1796016904216,4,'{"total":3,"completed":3,"unchanged":0,"missing":0,"failed":0,"calls":1,"rateLimited":0,"retried":0,"batchesCompleted":0,"batchesWithErrors":0,"batchesFailed":0,"batchesCancelled":0,"retries":0,"batchSeconds":0,"batchesTimed":0,"pending":0}');
INSERT INTO batchAccountStates VALUES('6b0d0b1412e89e52838fb04f','6b0d0b14bfb8d13ef91250ca','6b0d0aff7a07c1139c18f643','completed',0,2,2,2,2,1,NULL,NULL,NULL,NULL,1796016917081,1796016919398,1796016916990,13,'{"total":3,"completed":3,"unchanged":3,"missing":0,"failed":0,"calls":3,"rateLimited":0,"retried":0,"batchesCompleted":2,"batchesWithErrors":0,"batchesFailed":0,"batchesCancelled":0,"retries":0,"batchSeconds":1.948636,"batchesTimed":2,"pending":0}');
INSERT INTO batchAccountStates VALUES('6b0d0b1453dafd5e13820569','6b0d0b14bfb8d13ef91250ca','6b0d0b036cd8c45b674585e9','completed',0,2,2,2,2,1,NULL,NULL,NULL,NULL,1796016917059,1796016919381,1796016916989,13,'{"total":3,"completed":3,"unchanged":3,"missing":0,"failed":0,"calls":3,"rateLimited":0,"retried":0,"batchesCompleted":2,"batchesWithErrors":0,"batchesFailed":0,"batchesCancelled":0,"retries":0,"batchSeconds":1.9490056,"batchesTimed":2,"pending":0}');
CREATE TABLE batches (
    id TEXT NOT NULL PRIMARY KEY,
    operationId TEXT NOT NULL,
    accountId TEXT NOT NULL,
    batchNumber INTEGER NOT NULL,
    status TEXT NOT NULL,
    retryCount INTEGER NOT NULL,
    autoRetries INTEGER NOT NULL,
    startTime INTEGER,
    endTime INTEGER,
    nextAttemptAt INTEGER,
    retriedBy TEXT,
    retriedFrom TEXT,
    fence INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    jobUUIDs TEXT NOT NULL,
    completedJobs TEXT NOT NULL,
    failedJobs TEXT NOT NULL,
    missingJobs TEXT NOT NULL,
    errors TEXT NOT NULL
);
INSERT INTO batches VALUES('6b0d0b151de7c91bd90665a1','6b0d0b14bfb8d13ef91250ca','6b0d0aff7a07c1139c18f643',1,'completed',0,0,1796016917437,1796016919066,NULL,NULL,NULL,1796016916990,11,'["0ZFMQR","EL3CE5"]','["0ZFMQR","EL3CE5"]','[]','[]','[]');
INSERT INTO batches VALUES('6b0d0b15e66773559a923136','6b0d0b14bfb8d13ef91250ca','6b0d0aff7a07c1139c18f643',2,'completed',0,0,1796016919066,1796016919385,NULL,NULL,NULL,1796016916990,12,'["PSRHKY"]','["PSRHKY"]','[]','[]','[]');
INSERT INTO batches VALUES('6b0d0b1535d4298282fb54e0','6b0d0b14bfb8d13ef91250ca','6b0d0b036cd8c45b674585e9',1,'completed',0,0,1796016917423,1796016919023,NULL,NULL,NULL,1796016916989,11,'["APFV66","LV31CZ"]','["APFV66","LV31CZ"]','[]','[]','[]');
INSERT INTO batches VALUES('6b0d0b15f5483f9b960a4f3e','6b0d0b14bfb8d13ef91250ca','6b0d0b036cd8c45b674585e9',2,'completed',0,0,1796016919023,1796016919371,NULL,NULL,NULL,1796016916989,12,'["ZIRQ1D"]','["ZIRQ1D"]','[]','[]','[]');
CREATE TABLE jobs (
    accountId TEXT NOT NULL,
    UUID TEXT NOT NULL,
    jobDateTime TEXT NOT NULL,
    status TEXT NOT NULL,
    lastUpdated INTEGER NOT NULL,
    hash TEXT,
    firstSeen INTEGER,
    changedAt INTEGER,
    missingSince INTEGER,
    checkedAt INTEGER,
    seenIn TEXT,
    fence INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    changedFields TEXT NOT NULL,
    search TEXT NOT NULL,
    document TEXT NOT NULL
);
INSERT INTO jobs VALUES('6b0d0b036cd8c45b674585e9','LV31CZ','2026-05-16 17:45:00','Done',1796016919022,'a025edfc2f81255e7fe94198fb1cbac1',1796016904861,1796016904861,NULL,1796016919022,'6b0d0b073bad8a733e6e8a6f',1796016916989,11,'[]',replace('lv31cz\n1\n(894) 555-9267\n\nclient0@example.com\nłucja\ntanaka\nacme "quick" repairs\n9299 main st\n','\n',char(10)),'{"UUID":"LV31CZ","SerialId":1,"LocationId":2,"JobDateTime":"2026-05-16 17:45:00","JobEndDateTime":"2026-05-16 21:45:00","CreatedDate":"2026-04-30 18:39:55","LastStatusUpdate":"2026-05-16 16:22:22","PaymentDueDate":"2026-06-15 17:45:00","LineItems":[{"Id":1310720,"Quantity":4,"Price":3950.5,"Cost":1975.25,"Taxable":false,"InventorySync":true,"Name":"Labor, 1 h","Description":"Unit leaks water at the base; replaced the gasket, tested twice, no drips. Recommended a new expansion tank.","BrandName":"","Type":"service","ModelNum":"MX-946"},{"Id":1310721,"Quantity":4,"Price":2123.5,"Cost":1061.75,"Taxable":true,"InventorySync":false,"Name":"Pipe ½\"","Description":"Says \"it hums\" </br> <b>check</b> C:\\panel","BrandName":"Moen","Type":"service","ModelNum":null},{"Id":1310722,"Quantity":1,"Price":3431,"Cost":1715.5,"Taxable":true,"InventorySync":true,"Name":"Labor, 1 h","Description":"Customer asked to call 30 minutes before arrival.","BrandName":"Carrier","Type":"product","ModelNum":"MX-736"}],"JobTotalPrice":27826.5,"JobAmountDue":27826.5,"SubTotal":27826.5,"item_cost":9275.5,"tech_cost":5565.3,"Status":"Done","SubStatus":"","ClientId":1100,"Phone":"(894) 555-9267","SecondPhone":null,"Email":"client0@example.com","FirstName":"Łucja","LastName":"Tanaka","Company":"Acme \"Quick\" Repairs","Address":"9299 Main St","City":"Denver","State":"CO","PostalCode":"27522","Country":"US","Unit":38,"Latitude":40.40659,"Longitude":-82.84486,"JobType":"Service","JobNotes":"Unit leaks water at the base; replaced the gasket, tested twice, no drips. Recommended a new expansion tank.","JobSource":"Repeat customer","JobName":"","ServiceArea":"Québec","CreatedBy":"Fatima Smith-Jones","Tags":[],"Team":[{"id":50010,"Name":"Björn Müller"},{"id":50011,"Name":"Dmitri Nguyen"},{"id":50012,"Name":"Fatima Smith-Jones"}],"Comments":"Customer asked to call 30 minutes before arrival.","Gate code":"3484#","Rating":0,"Fläche (m²)":405.5,"warranty.until":"2030-01-31"}');
INSERT INTO jobs VALUES('6b0d0b036cd8c45b674585e9','APFV66','2025-02-22 14:00:00','Done',1796016918657,'e593d7346685e1a69d4c2f5634ec7d1e',1796016904861,1796016904861,NULL,1796016918657,'6b0d0b073bad8a733e6e8a6f',1796016916989,10,'[]',replace('apfv66\n2\n(513) 555-4254\n\nclient1@example.com\nfatima\no''neil\n\n5252 main st\n','\n',char(10)),'{"UUID":"APFV66","SerialId":2,"LocationId":2,"JobDateTime":"2025-02-22 14:00:00","JobEndDateTime":"2025-02-22 15:00:00","CreatedDate":"2025-02-02 14:54:02","LastStatusUpdate":"2025-02-22 12:10:45","PaymentDueDate":"","LineItems":[{"Id":1310730,"Quantity":4,"Price":3264,"Cost":1632,"Taxable":true,"InventorySync":true,"Name":"Labor, 1 h","Description":"Says \"it hums\" </br> <b>check</b> C:\\panel","BrandName":"Carrier","Type":"product","ModelNum":"MX-333"},{"Id":1310731,"Quantity":2,"Price":2526,"Cost":1263,"Taxable":false,"InventorySync":false,"Name":"Compressor 24V","Description":"Unit leaks water at the base; replaced the gasket, tested twice, no drips. Recommended a new expansion tank.","BrandName":"Carrier","Type":"service","ModelNum":"MX-144"},{"Id":1310732,"Quantity":3,"Price":65.5,"Cost":32.75,"Taxable":false,"InventorySync":true,"Name":"Diagnostic fee","Description":"Unit leaks water at the base; replaced the gasket, tested twice, no drips. Recommended a new expansion tank.","BrandName":"Schlage","Type":"product","ModelNum":"MX-488"},{"Id":1310733,"Quantity":2,"Price":951,"Cost":475.5,"Taxable":true,"InventorySync":false,"Name":"Compressor 24V","Description":"Customer asked to call 30 minutes before arrival.","BrandName":"","Type":"service","ModelNum":"MX-699"}],"JobTotalPrice":20306,"JobAmountDue":20306,"SubTotal":20306,"item_cost":6768.66,"tech_cost":4061.2,"Status":"Done","SubStatus":"","ClientId":1101,"Phone":"(513) 555-4254","SecondPhone":null,"Email":"client1@example.com","FirstName":"Fatima","LastName":"O''Neil","Company":null,"Address":"5252 Main St","City":"San José","State":"CA","PostalCode":"08393","Country":"US","Unit":"","Latitude":32.73107,"Longitude":-78.80469,"JobType":"Service","JobNotes":"Unit leaks water at the base; replaced the gasket, tested twice, no drips. Recommended a new expansion tank.","JobSource":"Phone","JobName":"","ServiceArea":"","CreatedBy":"Mei Sørensen","Tags":[],"Team":[{"id":50011,"Name":"Dmitri Nguyen"},{"id":50012,"Name":"Fatima Smith-Jones"},{"id":50013,"Name":"Hiro Garcia"}],"Comments":[{"user":"Fatima Smith-Jones","comment":"Customer asked to call 30 minutes before arrival.","ts":1722127533}],"Gate code":"4915#","Has pets":true,"Fläche (m²)":38,"顧客メモ":"鍵は管理人室 \uD83D\uDD11","$set.price..":"literal"}');
INSERT INTO jobs VALUES('6b0d0b036cd8c45b674585e9','ZIRQ1D','2024-07-19 10:30:00','Done',1796016919371,'21bb00162440b60fe01ff0ebfb8406b6',1796016904861,1796016904861,NULL,1796016919371,'6b0d0b073bad8a733e6e8a6f',1796016916989,12,'[]',replace('zirq1d\n3\n(374) 555-8129\n\nclient2@example.com\nolga\ntanaka\ncafé zürich\n4667 county road 12\n','\n',char(10)),'{"UUID":"ZIRQ1D","SerialId":3,"LocationId":2,"JobDateTime":"2024-07-19 10:30:00","JobEndDateTime":"2024-07-19 14:30:00","CreatedDate":"2024-07-14 10:31:19","LastStatusUpdate":"2024-07-19 09:26:13","PaymentDueDate":"","LineItems":[{"Id":1310740,"Quantity":2,"Price":1657.5,"Cost":828.75,"Taxable":true,"InventorySync":false,"Name":"Diagnostic fee","Description":"Customer asked to call 30 minutes before arrival.","BrandName":"Trane","Type":"service","ModelNum":"MX-313"},{"Id":1310741,"Quantity":4,"Price":1661,"Cost":830.5,"Taxable":true,"InventorySync":true,"Name":"Compressor 24V","Description":"","BrandName":"Schlage","Type":"product","ModelNum":"MX-893"},{"Id":1310742,"Quantity":4,"Price":461,"Cost":230.5,"Taxable":true,"InventorySync":false,"Name":"Pipe ½\"","Description":"Gate code 4711#.\nPark on the street.\tDog in the yard \uD83D\uDC15","BrandName":"Trane","Type":"service","ModelNum":"MX-266"},{"Id":1310743,"Quantity":4,"Price":3202,"Cost":1601,"Taxable":true,"InventorySync":false,"Name":"Diagnostic fee","Description":"Customer asked to call 30 minutes before arrival.","BrandName":"Trane","Type":"service","ModelNum":"MX-148"}],"JobTotalPrice":24710.5,"JobAmountDue":24710.5,"SubTotal":24710.5,"item_cost":8236.83,"Status":"Done","SubStatus":"","ClientId":1102,"Phone":"(374) 555-8129","SecondPhone":"","Email":"client2@example.com","FirstName":"Olga","LastName":"Tanaka","Company":"Café Zürich","Address":"4667 County Road 12","City":"Québec","State":"QC","PostalCode":"91464","Country":"CA","Unit":"6B","Latitude":45.46062,"Longitude":-91.11601,"JobType":"Install","JobNotes":"Customer asked to call 30 minutes before arrival.","JobSource":"Repeat customer","JobName":"","ServiceArea":"Québec","CreatedBy":"Dmitri Nguyen","Tags":[],"Team":[{"id":50014,"Name":"Jack Kowalski"}],"Comments":[{"user":"Björn Müller","comment":"Kunde wünscht Rückruf. Preis 120 € inkl. Anfahrt.","ts":1727594145},{"user":"Jack Kowalski","comment":"Gate code 4711#.\nPark on the street.\tDog in the yard \uD83D\uDC15","ts":1706189624}],"warranty.until":"2032-01-31"}');
INSERT INTO jobs VALUES('6b0d0aff7a07c1139c18f643','0ZFMQR','2026-10-23 12:00:00','Canceled',1796016918668,'03a25182efc3cc811a871337119fc37d',1796016904902,1796016904902,NULL,1796016918668,'6b0d0b073bad8a733e6e8a6f',1796016916990,10,'[]',replace('0zfmqr\n1\n(796) 555-0878\n\nclient0@example.com\ninés\no''neil\nacme "quick" repairs\n6965 main st\n','\n',char(10)),'{"UUID":"0ZFMQR","SerialId":1,"LocationId":1,"JobDateTime":"2026-10-23 12:00:00","JobEndDateTime":"2026-10-23 15:30:00","CreatedDate":"2026-10-14 12:56:46","LastStatusUpdate":"2026-10-23 10:14:55","PaymentDueDate":"","LineItems":[{"Id":0,"Quantity":2,"Price":3671.5,"Cost":1835.75,"Taxable":true,"InventorySync":true,"Name":"Filter 20×25×1","Description":"Gate code 4711#.\nPark on the street.\tDog in the yard \uD83D\uDC15","BrandName":"","Type":"product","ModelNum":"MX-162"},{"Id":1,"Quantity":2,"Price":1867,"Cost":933.5,"Taxable":false,"InventorySync":false,"Name":"Pipe ½\"","Description":"Unit leaks water at the base; replaced the gasket, tested twice, no drips. Recommended a new expansion tank.","BrandName":"Schlage","Type":"product","ModelNum":"MX-705"},{"Id":2,"Quantity":4,"Price":1395,"Cost":697.5,"Taxable":true,"InventorySync":false,"Name":"Compressor 24V","Description":"Gate code 4711#.\nPark on the street.\tDog in the yard \uD83D\uDC15","BrandName":"","Type":"product","ModelNum":"MX-607"},{"Id":3,"Quantity":1,"Price":73.5,"Cost":36.75,"Taxable":true,"InventorySync":false,"Name":"Filter 20×25×1","Description":"Gate code 4711#.\nPark on the street.\tDog in the yard \uD83D\uDC15","BrandName":"","Type":"service","ModelNum":"MX-339"}],"JobTotalPrice":16830,"JobAmountDue":0,"SubTotal":16830,"item_cost":5610,"tech_cost":3366,"Status":"Canceled","SubStatus":"","ClientId":1000,"Phone":"(796) 555-0878","SecondPhone":"","Email":"client0@example.com","FirstName":"Inés","LastName":"O''Neil","Company":"Acme \"Quick\" Repairs","Address":"6965 Main St","City":"San José","State":"CA","PostalCode":"75090","Country":"US","Unit":"3B","Latitude":46.74376,"Longitude":-92.8314,"JobType":"Install","JobNotes":"Kunde wünscht Rückruf. Preis 120 € inkl. Anfahrt.","JobSource":"Yelp","JobName":"","ServiceArea":"","CreatedBy":"Chloé Müller","Tags":["VIP","net-30","2nd visit"],"Team":[{"id":50000,"Name":"Ana O''Neil"}],"Comments":"","顧客メモ":"鍵は管理人室 \uD83D\uDD11"}');
INSERT INTO jobs VALUES('6b0d0aff7a07c1139c18f643','PSRHKY','2025-11-28 11:45:00','Done',1796016919385,'678f5bec0a31a49d4b78ca0570eb189f',1796016904902,1796016904902,NULL,1796016919385,'6b0d0b073bad8a733e6e8a6f',1796016916990,12,'[]',replace('psrhky\n2\n(205) 555-2141\n\nclient1@example.com\ned\no''neil\n\n7996 rue de l''église\n','\n',char(10)),'{"UUID":"PSRHKY","SerialId":2,"LocationId":1,"JobDateTime":"2025-11-28 11:45:00","JobEndDateTime":"2025-11-28 12:15:00","CreatedDate":"2025-11-21 12:24:05","LastStatusUpdate":"2025-11-28 10:20:16","PaymentDueDate":"2025-12-28 11:45:00","LineItems":[{"Id":10,"Quantity":4,"Price":1996.5,"Cost":998.25,"Taxable":false,"InventorySync":false,"Name":"Pipe ½\"","Description":"Gate code 4711#.\nPark on the street.\tDog in the yard \uD83D\uDC15","BrandName":"Schlage","Type":"product","ModelNum":null},{"Id":11,"Quantity":4,"Price":1123.5,"Cost":561.75,"Taxable":true,"InventorySync":true,"Name":"Rekey cylinder","Description":"Says \"it hums\" </br> <b>check</b> C:\\panel","BrandName":"Trane","Type":"product","ModelNum":null},{"Id":12,"Quantity":4,"Price":4208,"Cost":2104,"Taxable":false,"InventorySync":false,"Name":"Compressor 24V","Description":"Customer asked to call 30 minutes before arrival.","BrandName":"Trane","Type":"product","ModelNum":"MX-854"},{"Id":13,"Quantity":3,"Price":3620,"Cost":1810,"Taxable":false,"InventorySync":true,"Name":"Compressor 24V","Description":"Gate code 4711#.\nPark on the street.\tDog in the yard \uD83D\uDC15","BrandName":"Trane","Type":"service","ModelNum":null}],"JobTotalPrice":40271.5,"JobAmountDue":40271.5,"SubTotal":40271.5,"item_cost":13423.83,"tech_cost":8054.3,"Status":"Done","SubStatus":"","ClientId":1001,"Phone":"(205) 555-2141","SecondPhone":"","Email":"client1@example.com","FirstName":"Ed","LastName":"O''Neil","Company":null,"Address":"7996 Rue de l''Église","City":"San José","State":"CA","PostalCode":"67227","Country":"US","Unit":"4B","Latitude":42.136610000000005,"Longitude":-88.4263,"JobType":"Warranty / callback","JobNotes":"Unit leaks water at the base; replaced the gasket, tested twice, no drips. Recommended a new expansion tank.","JobSource":"Google","JobName":null,"ServiceArea":"","CreatedBy":"Łucja Kowalski","Tags":[],"Team":[{"id":50002,"Name":"Ed Nguyen"},{"id":50003,"Name":"Grace Smith-Jones"}],"Comments":[{"user":"Grace Smith-Jones","comment":"Unit leaks water at the base; replaced the gasket, tested twice, no drips. Recommended a new expansion tank.","ts":1701277859}],"Has pets":false,"Fläche (m²)":481.5,"顧客メモ":"鍵は管理人室 \uD83D\uDD11","Permit #":null}');
INSERT INTO jobs VALUES('6b0d0aff7a07c1139c18f643','EL3CE5','2024-06-04 14:45:00','Done',1796016919064,'8b51f51f211acb128bcafb5aae1e41f0',1796016904902,1796016904902,NULL,1796016919064,'6b0d0b073bad8a733e6e8a6f',1796016916990,11,'[]',replace('el3ce5\n3\n(593) 555-3175\n(679) 555-4615\nclient2@example.com\nmei\ntanaka\n\n2171 rue de l''église\ninstall','\n',char(10)),'{"UUID":"EL3CE5","SerialId":3,"LocationId":1,"JobDateTime":"2024-06-04 14:45:00","JobEndDateTime":"2024-06-04 16:45:00","CreatedDate":"2024-05-30 15:30:03","LastStatusUpdate":"2024-06-04 13:04:37","PaymentDueDate":"","LineItems":[{"Id":20,"Quantity":1,"Price":4028,"Cost":2014,"Taxable":true,"InventorySync":false,"Name":"Compressor 24V","Description":"Kunde wünscht Rückruf. Preis 120 € inkl. Anfahrt.","BrandName":"Moen","Type":"service","ModelNum":"MX-695"}],"JobTotalPrice":4127.5,"JobAmountDue":0,"SubTotal":4127.5,"item_cost":1375.83,"Status":"Done","SubStatus":"","ClientId":1002,"Phone":"(593) 555-3175","SecondPhone":"(679) 555-4615","Email":"client2@example.com","FirstName":"Mei","LastName":"Tanaka","Company":null,"Address":"2171 Rue de l''Église","City":"Tampa","State":"FL","PostalCode":"97653","Country":"US","Unit":"","Latitude":48.92057,"Longitude":-79.48354,"JobType":"Install","JobNotes":"Gate code 4711#.\nPark on the street.\tDog in the yard \uD83D\uDC15","JobSource":"Google","JobName":"Install","ServiceArea":"Portland","CreatedBy":"Chloé Müller","Tags":[],"Team":[{"id":50005,"Name":"Łucja Kowalski"},{"id":50000,"Name":"Ana O''Neil"},{"id":50001,"Name":"Chloé Müller"}],"Comments":[{"user":"Ana O''Neil","comment":"","ts":1711169080}],"Gate code":"6717#","$margin":129.5,"Permit #":null,"meter":9007199254740993,"Meter":"9007199254740993"}');
CREATE TABLE accountHeads (
    accountId TEXT NOT NULL PRIMARY KEY,
    fence INTEGER NOT NULL DEFAULT 0,
    seq INTEGER NOT NULL DEFAULT 0,
    owner TEXT,
    holder TEXT,
    expiresAt INTEGER NOT NULL DEFAULT 0,
    released INTEGER NOT NULL DEFAULT 1,
    takenOver INTEGER NOT NULL DEFAULT 0,
    writeId TEXT,
    notBefore INTEGER NOT NULL DEFAULT 0,
    sendFrom INTEGER NOT NULL DEFAULT 0,
    dueAt INTEGER,
    controlOperation TEXT,
    controlAction TEXT,
    commands TEXT NOT NULL DEFAULT '[]',
    body TEXT NOT NULL DEFAULT '{}'
, controlRev INTEGER NOT NULL DEFAULT 0);
INSERT INTO accountHeads VALUES('6b0d0aff7a07c1139c18f643',1796016916990,15,NULL,NULL,0,1,0,'6b0d0b173c9bdb41db928d7d',1796016919559,1796016919559,NULL,NULL,NULL,'[]','{"pace":{"calls":{"newest":25572645487,"slots":[1,0,0,0,0,0,3]},"probeStep":0,"provenCalls":0},"faults":{"suspects":[],"trips":0,"doubted":false,"circuitOpen":false},"answerTime":"00:00:00.7500000","run":{"operationId":"6b0d0b14bfb8d13ef91250ca","stateId":"6b0d0b1412e89e52838fb04f","strategy":0,"batchSize":2,"full":true,"phase":3,"status":1,"stopped":false,"windowFrom":"2010-01-01","totalBatches":2,"currentBatch":2,"lastBatchCompleted":2,"counters":{"total":3,"completed":3,"unchanged":3,"missing":0,"failed":0,"calls":3,"rateLimited":0,"retried":0,"batchesCompleted":2,"batchesWithErrors":0,"batchesFailed":0,"batchesCancelled":0,"retries":0,"batchSeconds":1.948636,"batchesTimed":2,"pending":0},"startTime":"2026-11-30T05:35:17.0811772+00:00","endTime":"2026-11-30T05:35:19.3985651+00:00"},"listedAt":"2026-11-30T05:35:04.9024352+00:00","lastSyncedAt":"2026-11-30T05:35:19.3985724+00:00","results":[]}',0);
INSERT INTO accountHeads VALUES('6b0d0b036cd8c45b674585e9',1796016916989,15,NULL,NULL,0,1,0,'6b0d0b17be77db6fac0e0311',1796016919436,1796016919436,NULL,NULL,NULL,'[]','{"pace":{"calls":{"newest":25572645487,"slots":[1,0,0,0,0,1,2]},"probeStep":0,"provenCalls":0},"faults":{"suspects":[],"trips":0,"doubted":false,"circuitOpen":false},"answerTime":"00:00:00.7500000","run":{"operationId":"6b0d0b14bfb8d13ef91250ca","stateId":"6b0d0b1453dafd5e13820569","strategy":0,"batchSize":2,"full":true,"phase":3,"status":1,"stopped":false,"windowFrom":"2010-01-01","totalBatches":2,"currentBatch":2,"lastBatchCompleted":2,"counters":{"total":3,"completed":3,"unchanged":3,"missing":0,"failed":0,"calls":3,"rateLimited":0,"retried":0,"batchesCompleted":2,"batchesWithErrors":0,"batchesFailed":0,"batchesCancelled":0,"retries":0,"batchSeconds":1.9490056,"batchesTimed":2,"pending":0},"startTime":"2026-11-30T05:35:17.0595738+00:00","endTime":"2026-11-30T05:35:19.3816485+00:00"},"listedAt":"2026-11-30T05:35:04.8611983+00:00","lastSyncedAt":"2026-11-30T05:35:19.38165+00:00","results":[]}',0);
CREATE TABLE changes (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    accountId TEXT NOT NULL,
    UUID TEXT NOT NULL,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    changedFields TEXT NOT NULL
);
INSERT INTO changes VALUES(1,'6b0d0b036cd8c45b674585e9','LV31CZ','added',1796016904861,'[]');
INSERT INTO changes VALUES(2,'6b0d0b036cd8c45b674585e9','APFV66','added',1796016904861,'[]');
INSERT INTO changes VALUES(3,'6b0d0b036cd8c45b674585e9','ZIRQ1D','added',1796016904861,'[]');
INSERT INTO changes VALUES(4,'6b0d0aff7a07c1139c18f643','0ZFMQR','added',1796016904902,'[]');
INSERT INTO changes VALUES(5,'6b0d0aff7a07c1139c18f643','PSRHKY','added',1796016904902,'[]');
INSERT INTO changes VALUES(6,'6b0d0aff7a07c1139c18f643','EL3CE5','added',1796016904902,'[]');
CREATE TABLE notices (
    id TEXT NOT NULL PRIMARY KEY,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    status TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    createdAt INTEGER NOT NULL,
    nextAttemptAt INTEGER NOT NULL,
    endedAt INTEGER,
    result TEXT
);
INSERT INTO notices VALUES('6b0d0b09a08200bc27fb8847','operation.ended/6b0d0b073bad8a733e6e8a6f/3','operation.ended','6b0d0b073bad8a733e6e8a6f','pending',1,1796016905222,1796016935825,NULL,'Connection refused');
INSERT INTO notices VALUES('6b0d0b17e116f4263c5b81c0','operation.ended/6b0d0b14bfb8d13ef91250ca/3','operation.ended','6b0d0b14bfb8d13ef91250ca','pending',1,1796016919438,1796016950016,NULL,'Connection refused');
CREATE TABLE schedules (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    cron TEXT NOT NULL,
    timeZone TEXT NOT NULL,
    accountIds TEXT,
    strategy TEXT NOT NULL,
    "full" INTEGER NOT NULL,
    enabled INTEGER NOT NULL,
    createdAt INTEGER NOT NULL,
    nextRunAt INTEGER,
    lastRunAt INTEGER,
    lastOperationId TEXT,
    lastError TEXT,
    rev INTEGER NOT NULL
);
INSERT INTO schedules VALUES('6b0d0b0ec42a643020b0117a','nightly','0 2 * * *','UTC',NULL,'list_first',0,1,1796016910934,1796090400000,NULL,NULL,NULL,0);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('changes',6);
CREATE UNIQUE INDEX accountsByKey ON accounts (keyFingerprint) WHERE keyFingerprint IS NOT NULL;
CREATE UNIQUE INDEX operationsByKey ON operations (idempotencyKey) WHERE idempotencyKey IS NOT NULL;
CREATE INDEX operationsByStatus ON operations (status, id);
CREATE UNIQUE INDEX statesByOperation ON batchAccountStates (operationId, accountId);
CREATE INDEX statesByStatus ON batchAccountStates (operationId, status, accountId);
CREATE UNIQUE INDEX statesActive ON batchAccountStates (accountId) WHERE active = 1;
CREATE UNIQUE INDEX batchesByNumber ON batches (operationId, accountId, batchNumber);
CREATE INDEX batchesByStatus ON batches (operationId, status, accountId, batchNumber);
CREATE UNIQUE INDEX jobsByUuid ON jobs (accountId, UUID);
CREATE INDEX jobsByTime ON jobs (jobDateTime DESC, accountId, UUID, status, changedAt);
CREATE INDEX jobsOfAccountByTime ON jobs (accountId, jobDateTime DESC, UUID, status, changedAt);
CREATE INDEX jobsMissing ON jobs (jobDateTime DESC, accountId, UUID) WHERE missingSince IS NOT NULL;
CREATE INDEX headsDue ON accountHeads (dueAt, accountId, expiresAt) WHERE dueAt IS NOT NULL;
CREATE INDEX headsHeld ON accountHeads (holder) WHERE holder IS NOT NULL;
CREATE INDEX changesOfAccount ON changes (accountId);
CREATE TRIGGER jobAdded AFTER INSERT ON jobs
BEGIN
    INSERT INTO changes (accountId, UUID, kind, at, changedFields)
    VALUES (NEW.accountId, NEW.UUID, 'added', coalesce(NEW.changedAt, NEW.lastUpdated), '[]');
END;
CREATE TRIGGER jobChanged AFTER UPDATE OF document ON jobs
BEGIN
    INSERT INTO changes (accountId, UUID, kind, at, changedFields)
    VALUES (NEW.accountId, NEW.UUID, iif(OLD.missingSince IS NULL, 'changed', 'back'), coalesce(NEW.changedAt, NEW.lastUpdated), NEW.changedFields);
END;
CREATE TRIGGER jobGoneOrBack AFTER UPDATE OF missingSince ON jobs
WHEN (OLD.missingSince IS NULL) <> (NEW.missingSince IS NULL) AND OLD.hash IS NEW.hash AND OLD.changedAt IS NEW.changedAt
BEGIN
    INSERT INTO changes (accountId, UUID, kind, at, changedFields)
    VALUES (NEW.accountId, NEW.UUID, iif(NEW.missingSince IS NULL, 'back', 'missing'), coalesce(NEW.checkedAt, NEW.lastUpdated), '[]');
END;
CREATE INDEX jobsByAge ON jobs (accountId, missingSince, lastUpdated);
CREATE UNIQUE INDEX noticesByKey ON notices (key);
CREATE INDEX noticesDue ON notices (nextAttemptAt) WHERE status = 'pending';
CREATE INDEX schedulesDue ON schedules (nextRunAt) WHERE nextRunAt IS NOT NULL;
CREATE VIEW v_jobs AS
SELECT
    jobs.accountId,
    accounts.name AS accountName,
    jobs.UUID,
    json_extract(jobs.document, '$.SerialId') AS SerialId,
    json_extract(jobs.document, '$.JobDateTime') AS JobDateTime,
    json_extract(jobs.document, '$.JobEndDateTime') AS JobEndDateTime,
    json_extract(jobs.document, '$.Status') AS Status,
    json_extract(jobs.document, '$.SubStatus') AS SubStatus,
    json_extract(jobs.document, '$.JobType') AS JobType,
    json_extract(jobs.document, '$.JobName') AS JobName,
    json_extract(jobs.document, '$.JobSource') AS JobSource,
    json_extract(jobs.document, '$.JobTotalPrice') AS JobTotalPrice,
    json_extract(jobs.document, '$.JobAmountDue') AS JobAmountDue,
    json_extract(jobs.document, '$.SubTotal') AS SubTotal,
    json_extract(jobs.document, '$.item_cost') AS item_cost,
    json_extract(jobs.document, '$.tech_cost') AS tech_cost,
    json_extract(jobs.document, '$.ClientId') AS ClientId,
    json_extract(jobs.document, '$.FirstName') AS FirstName,
    json_extract(jobs.document, '$.LastName') AS LastName,
    json_extract(jobs.document, '$.Company') AS Company,
    json_extract(jobs.document, '$.Phone') AS Phone,
    json_extract(jobs.document, '$.SecondPhone') AS SecondPhone,
    json_extract(jobs.document, '$.Email') AS Email,
    json_extract(jobs.document, '$.Address') AS Address,
    json_extract(jobs.document, '$.Unit') AS Unit,
    json_extract(jobs.document, '$.City') AS City,
    json_extract(jobs.document, '$.State') AS State,
    json_extract(jobs.document, '$.PostalCode') AS PostalCode,
    json_extract(jobs.document, '$.Country') AS Country,
    json_extract(jobs.document, '$.Latitude') AS Latitude,
    json_extract(jobs.document, '$.Longitude') AS Longitude,
    json_extract(jobs.document, '$.LocationId') AS LocationId,
    json_extract(jobs.document, '$.ServiceArea') AS ServiceArea,
    json_extract(jobs.document, '$.CreatedDate') AS CreatedDate,
    json_extract(jobs.document, '$.CreatedBy') AS CreatedBy,
    json_extract(jobs.document, '$.LastStatusUpdate') AS LastStatusUpdate,
    json_extract(jobs.document, '$.PaymentDueDate') AS PaymentDueDate,
    json_extract(jobs.document, '$.JobNotes') AS JobNotes,
    json_extract(jobs.document, '$.Comments') AS Comments,
    json_extract(jobs.document, '$.Tags') AS Tags,
    json_extract(jobs.document, '$.Team') AS Team,
    json_extract(jobs.document, '$.LineItems') AS LineItems,
    strftime('%Y-%m-%dT%H:%M:%SZ', jobs.lastUpdated / 1000, 'unixepoch') AS lastUpdated,
    strftime('%Y-%m-%dT%H:%M:%SZ', jobs.firstSeen / 1000, 'unixepoch') AS firstSeen,
    strftime('%Y-%m-%dT%H:%M:%SZ', jobs.changedAt / 1000, 'unixepoch') AS changedAt,
    strftime('%Y-%m-%dT%H:%M:%SZ', jobs.missingSince / 1000, 'unixepoch') AS missingSince,
    jobs.document
FROM jobs LEFT JOIN accounts ON accounts.id = jobs.accountId;
CREATE VIEW v_line_items AS
SELECT
    jobs.accountId,
    jobs.UUID,
    item.key + 1 AS number,
    json_extract(item.value, '$.Id') AS Id,
    json_extract(item.value, '$.Name') AS Name,
    json_extract(item.value, '$.Description') AS Description,
    json_extract(item.value, '$.Type') AS Type,
    json_extract(item.value, '$.BrandName') AS BrandName,
    json_extract(item.value, '$.ModelNum') AS ModelNum,
    json_extract(item.value, '$.Quantity') AS Quantity,
    json_extract(item.value, '$.Price') AS Price,
    json_extract(item.value, '$.Cost') AS Cost,
    json_extract(item.value, '$.Taxable') AS Taxable,
    json_extract(item.value, '$.InventorySync') AS InventorySync
FROM jobs, json_each(iif(json_type(jobs.document, '$.LineItems') = 'array', jobs.document, '{}'), '$.LineItems') AS item
WHERE item.type = 'object';
CREATE VIEW v_team AS
SELECT
    jobs.accountId,
    jobs.UUID,
    json_extract(member.value, '$.id') AS memberId,
    json_extract(member.value, '$.Name') AS Name
FROM jobs, json_each(iif(json_type(jobs.document, '$.Team') = 'array', jobs.document, '{}'), '$.Team') AS member
WHERE member.type = 'object';
CREATE VIEW v_tags AS
SELECT
    jobs.accountId,
    jobs.UUID,
    tag.value AS Tag
FROM jobs, json_each(iif(json_type(jobs.document, '$.Tags') = 'array', jobs.document, '{}'), '$.Tags') AS tag
WHERE tag.type IN ('text', 'integer', 'real');
COMMIT;
