using Batchline.Dashboard;
using Shouldly;
using Xunit;

namespace Batchline.UnitTests.Dashboard;

public sealed class ModuleBundleTests
{
    private readonly Dictionary<string, string> _modules = [];

    [Fact]
    public void A_module_follows_what_it_needs_and_each_comes_once()
    {
        _modules["js/app.js"] = "import { one } from './parts/one.js';\nimport { two as second } from './parts/two.js';\none(second);\n";
        _modules["js/parts/one.js"] = "import { two } from './two.js';\nexport const one = two;\nexport async function later() {}\n";
        _modules["js/parts/two.js"] = "// Two.\nexport class two {}\n";

        Bundle().ShouldBe(
            """
            // js/parts/two.js
            const module0 = (() => {
            // Two.
            class two {}
            return { two };
            })();
            // js/parts/one.js
            const module1 = (() => {
            const { two } = module0;
            const one = two;
            async function later() {}
            return { one, later };
            })();
            // js/app.js
            const module2 = (() => {
            const { one } = module1;
            const { two: second } = module0;
            one(second);
            return {  };
            })();

            """);
    }

    [Fact]
    public void What_minified_modules_and_those_that_hand_on_export_is_understood()
    {
        _modules["js/app.js"] = "import whole from '../vendor/whole.js';\nexport * from '../vendor/list.js';\nexport { whole };\n";
        _modules["vendor/whole.js"] = "var n=function(t){}export default function(s){return n(s)}";
        _modules["vendor/list.js"] = "import{n as a}from\"./base.js\";var b=a;export{b as Component,b};";
        _modules["vendor/base.js"] = "var n=1;export{n};";

        Bundle().ShouldBe(
            """
            // vendor/whole.js
            const module0 = (() => {
            var n=function(t){}const whole = function(s){return n(s)}
            return { default: whole };
            })();
            // vendor/base.js
            const module1 = (() => {
            var n=1;
            return { n };
            })();
            // vendor/list.js
            const module2 = (() => {
            const {n: a} = module1;var b=a;
            return { Component: b, b };
            })();
            // js/app.js
            const module3 = (() => {
            const { default: whole } = module0;
            return { ...module2, whole };
            })();

            """);
    }

    [Fact]
    public void Modules_that_need_each_other_are_refused()
    {
        _modules["js/app.js"] = "import { one } from './one.js';\nexport const app = 1;\n";
        _modules["js/one.js"] = "import { app } from './app.js';\nexport const one = 1;\n";

        Should.Throw<InvalidOperationException>(Bundle).Message.ShouldBe("The module js/app.js needs itself.");
    }

    [Fact]
    public void Nothing_of_the_dashboards_own_modules_is_left_to_import_or_to_export()
    {
        var files = new DashboardFiles();

        var script = System.Text.Encoding.UTF8.GetString(files.Find("dashboard.js")!.AnswerTo(new Microsoft.AspNetCore.Http.DefaultHttpContext()).FileContents.Span);

        script.Split('\n').ShouldNotContain(line => line.StartsWith("import", StringComparison.Ordinal) || line.StartsWith("export", StringComparison.Ordinal));
        script.ShouldNotContain("export{");
        script.ShouldNotContain("export default");
    }

    private string Bundle() => ModuleBundle.Of("js/app.js", path => _modules[path]);
}
