using Batchline.BrowserTests;
using Xunit.Sdk;
using Xunit.v3;

// One browser, and one test after another: each has a server, a simulator and a page of its own.
[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: Parallelization(Mode = ParallelMode.None)]
