using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Tests.Models.Faults;

public sealed class ModelFailuresTests
{
    [Fact]
    public void Describe_ServiceRepeatsTheKey_TheKeyIsHidden()
    {
        var options = new ModelsOptions();
        options.Models.Add(new ModelEntry { ApiKeys = { "sk-very-secret", "" } });

        new ModelFailures(new Live<ModelsOptions>(() => options)).Describe(new InvalidOperationException("Incorrect key: sk-very-secret."))
            .ShouldBe("Incorrect key: ***.");
    }
}
