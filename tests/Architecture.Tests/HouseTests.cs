using House.Measures;
using House.Reading;

namespace Architecture.Tests;

/// <summary>The rules of tests/House find an offence. That the sources keep them, eng/house.sh says.</summary>
public sealed class HouseTests
{
    [Fact]
    public void Lines_FileOf401_IsFound()
    {
        var atLimit = string.Concat(Enumerable.Repeat("x\n", 400));

        Lines.TooLongFiles([new SourceFile("A.cs", atLimit), new SourceFile("B.cs", atLimit + "x\n")]).ShouldBe(["B.cs has 401 lines"]);
    }

    [Fact]
    public void Lines_LineOf161_IsFound() =>
        Lines.TooLongLines([new SourceFile("A.cs", $"{new string('x', 160)}\n{new string('x', 161)}\n")]).ShouldBe(["A.cs:2 has 161 characters"]);

    [Theory]
    [InlineData("class C(int a, int b, int c, int d, int e, int f, int g);", 0)]
    [InlineData("class C(int a, int b, int c, int d, int e, int f, int g, int h);", 1)]
    [InlineData("class C { C(int a, int b, int c, int d, int e, int f, int g, int h) { } }", 1)]
    [InlineData("record R(int A, int B, int C, int D, int E, int F, int G, int H);", 0)]
    public void Signatures_Constructor_IsFoundAboveSevenParameters(string text, int found) =>
        Signatures.LongConstructors([new SourceFile("A.cs", text)]).Count.ShouldBe(found);

    [Theory]
    [InlineData(42, 0)]
    [InlineData(43, 1)]
    public void Signatures_Method_IsFoundAbove45Lines(int statements, int found)
    {
        var body = string.Concat(Enumerable.Repeat("x();\n", statements));

        Signatures.LongMethods([new SourceFile("A.cs", $"class C\n{{\nvoid M()\n{{\n{body}}}\n}}\n")]).Count.ShouldBe(found);
    }

    [Fact]
    public void FolderCycles_ThreeFolders_AreFoundOnceWithEachUse() =>
        FolderCycles.Among([("B", "C", "b uses c"), ("A", "B", "a uses b"), ("C", "A", "c uses a"), ("C", "D", "c uses d")])
            .ShouldBe(["A → B → C → A (a uses b; b uses c; c uses a)"]);

    [Theory]
    [InlineData("A/B", "A")]
    [InlineData("A", "A")]
    public void FolderCycles_FolderAboveIsUsed_IsNoCycle(string from, string to) =>
        FolderCycles.Among([(from, to, ""), (to, from, "")]).ShouldBeEmpty();

    // Types of this assembly stand for those of two folders.
    [Fact]
    public void FolderCycles_TwoFoldersOfAnAssembly_AreFound()
    {
        const string Space = "namespace Architecture.Tests.Testing; ";
        SourceFile[] files =
        [
            new("p/One/First.cs", Space + "class CycleSample { }"),
            new("p/Two/Second.cs", Space + "class CycleSampleUser { }"),
        ];

        FolderCycles.In(new BuiltProject("p", typeof(HouseTests).Assembly.Location), files)
            .ShouldBe(["p/One → p/Two → p/One (CycleSample uses CycleSampleUser; CycleSampleUser uses CycleSample)"]);
    }

    [Fact]
    public void Sealed_OpenClassAmongTwo_IsHalf() =>
        Sealed.Of([new SourceFile("A.cs", "sealed class A; class B; abstract class C; static class D { } record struct E;")]).Breaches.ShouldHaveSingleItem();

    [Fact]
    public void TestShare_AsManyLinesOfTests_IsTooFew() =>
        TestShare.Of([new SourceFile("services/A.cs", "x\n"), new SourceFile("tests/A.cs", "x\n")]).Breaches.ShouldHaveSingleItem();
}
