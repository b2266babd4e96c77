using Batchline.BrowserTests;

// One browser for all: each test has a server, a simulator and a page of its own.
[assembly: AssemblyFixture(typeof(Chromium))]
