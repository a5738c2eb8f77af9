using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

namespace PicoClaw.Egress.Tests.Channels.DingTalk.Markdown;

/// <summary>Markdown as models write it.</summary>
public sealed class MendedTests
{
    [Theory]
    [InlineData("请看：** 注意 ** 不要重启。", "请看：**注意** 不要重启。")]
    [InlineData("** 步骤一： **先备份", "**步骤一**：先备份")]
    [InlineData("**　全角 ** 和 **正常**", "**全角** 和 **正常**")]
    [InlineData("**注意 **：重启", "**注意**：重启")]
    [InlineData("| ** 名称 ** | ** v ** |\n|---|---|\n| ** a ** | 1 |", "| **名称** | **v** |\n| :--- | :--- |\n| **a** | 1 |")]
    [InlineData("| **甲 `a\\|b` 乙** 丙 **丁 `c\\|d` 戊** |\n|---|\n| x |", "| **甲 `a\\|b` 乙** 丙 **丁 `c\\|d` 戊** |\n| :--- |\n| x |")]
    [InlineData("**甲 | 乙** 丙 **丁 | 戊**", "**甲 | 乙** 丙 **丁 | 戊**")]
    [InlineData("2 ** 3 ** 4", "2 \\*\\* 3 \\*\\* 4")]
    [InlineData("**a** text **b**", "**a** text **b**")]
    [InlineData("`** a **` ** b **", "`** a **` **b**")]
    public void Bold_WithBlanksInsideItsMarkers_IsBold(string text, string expected) => ShouldBecome(text, expected);

    [Theory]
    [InlineData("这个***和那个***都是", "这个\\*\\*\\*和那个\\*\\*\\*都是")]
    [InlineData("138****1234 和 139****5678", "138\\*\\*\\*\\*1234 和 139\\*\\*\\*\\*5678")]
    [InlineData("密码是a*b*c和2*3*4。", "密码是a\\*b\\*c和2\\*3\\*4。")]
    [InlineData("x**2 + y**2 = z**2", "x\\*\\*2 + y\\*\\*2 = z\\*\\*2")]
    [InlineData("把 src/*.ts 和 test/*.ts 都删掉", "把 src/\\*.ts 和 test/\\*.ts 都删掉")]
    [InlineData("把 src/*.ts 和 test/*.ts 都删掉，再跑 SELECT * FROM t WHERE a*b>1;", "把 src/\\*.ts 和 test/\\*.ts 都删掉，再跑 SELECT \\* FROM t WHERE a\\*b&gt;1;")]
    [InlineData("*.ts 和 *.js", "\\*.ts 和 \\*.js")]
    [InlineData("src/**/*.cs 和 test/**", "src/\\*\\*/*.cs 和 test/\\*\\*")]
    [InlineData("***重点***内容", "***重点***内容")]
    [InlineData("这是**重点**内容，*斜体*也是", "这是**重点**内容，*斜体*也是")]
    [InlineData("**API**s and **A**B", "**API**s and **A**B")]
    [InlineData("**注意**：把 src/*.ts 和 test/*.ts 删掉", "**注意**：把 src/\\*.ts 和 test/\\*.ts 删掉")]
    [InlineData("un**fold**ed and **b**", "un **fold**ed and **b**")]
    [InlineData("5*3=15", "5*3=15")]
    [InlineData("***a*1 和 2 * 6** 乙", "***a*1 和 2 * 6** 乙")]
    [InlineData("**甲****乙**后", "**甲** **乙**后")]
    [InlineData("**甲。****乙****丙**", "**甲。** **乙** **丙**")]
    [InlineData("**138****1234**", "**138\\*\\*\\*\\*1234**")]
    [InlineData("* a*b\n* c*d", "- a*b\n- c*d")]
    public void Stars_ThatStandForThemselves_AreShown(string text, string expected) => ShouldBecome(text, expected);

    [Theory]
    [InlineData("请修改 __init__.py 和 my_file_name.py", "请修改 \\_\\_init\\_\\_.py 和 my_file_name.py")]
    [InlineData("变量 _private_ 不动", "变量 \\_private\\_ 不动")]
    [InlineData("call __main__()", "call \\_\\_main\\_\\_()")]
    [InlineData("so _it_ is", "so *it* is")]
    [InlineData("这是__重点__内容", "这是**重点**内容")]
    [InlineData("__第 1 步__和__第 2 步__", "**第 1 步**和**第 2 步**")]
    [InlineData("把`a__重点__b`和__重点_1__留下", "把`a__重点__b`和\\_\\_重点\\_1\\_\\_留下")]
    [InlineData("__重点__a__说明__", "**重点**a**说明**")]
    [InlineData("__Note__: x", "**Note**: x")]
    [InlineData("`__init__`", "`__init__`")]
    public void Underscores_AroundAName_AreShown(string text, string expected) => ShouldBecome(text, expected);

    [Theory]
    [InlineData("文档：https://example.com/docs（中文说明）了解更多", "文档：https://example.com/docs （中文说明）了解更多")]
    [InlineData("工单https://example.com/t/477，涵盖", "工单https://example.com/t/477 ，涵盖")]
    [InlineData("访问https://example.com查看", "访问https://example.com 查看")]
    [InlineData("见 https://zh.wikipedia.org/wiki/中国，很长", "见 https://zh.wikipedia.org/wiki/中国 ，很长")]
    [InlineData("（见https://example.com/a_b）。", "（见https://example.com/a_b ）。")]
    [InlineData("~~https://example.com/a~~，好", "https://example.com/a ，好")]
    [InlineData("**https://example.com/a**，好", "**https://example.com/a**，好")]
    [InlineData("https://example.com/a 好", "https://example.com/a 好")]
    [InlineData("[文档](https://example.com/a)，好", "[文档](https://example.com/a)，好")]
    [InlineData("[https://example.com/a，全文](https://example.com/b)", "[https://example.com/a，全文](https://example.com/b)")]
    [InlineData("`https://example.com/a`，好", "`https://example.com/a`，好")]
    public void Address_ThatChineseFollows_EndsBeforeIt(string text, string expected) => ShouldBecome(text, expected);

    [Theory]
    [InlineData("代码如下：```python\nfor i in range(3):\n    print(i * 2)\n```\n完成。", "代码如下：\n\n```python\nfor i in range(3):\n    print(i * 2)\n```\n\n完成。")]
    [InlineData("如下：```\nx\n```", "如下：\n\n```\nx\n```")]
    [InlineData("```sh\nls\n```完成。", "```sh\nls\n```\n\n完成。")]
    [InlineData("```sh\nls```\n完成。", "```sh\nls\n```\n\n完成。")]
    [InlineData("```sh\na\n```然后：\n```sh\nb\n```", "```sh\na\n```\n\n然后：\n\n```sh\nb\n```")]
    [InlineData("```python import os\nprint(1)\n```", "```python\nimport os\nprint(1)\n```")]
    [InlineData("```js {1,3}\nx\n```", "```js\nx\n```")]
    [InlineData("```md\n> ```\n** a **\n```", "```md\n&gt; ```\n** a **\n```")]
    [InlineData("```\nx ````\n~~~~c++\n** a **\n```", "```\nx ````\n~~~~c++\n** a **\n```")]
    [InlineData("以 ``` 开头", "以 \\`\\`\\` 开头")]
    [InlineData("````md\n代码：```py\nx\n```\n````", "````md\n代码：```py\nx\n```\n````")]
    [InlineData("```md\n** a ** 和 a*b*c\n---\n```", "```md\n** a ** 和 a*b*c\n---\n```")]
    public void Fence_GluedToText_StandsApart(string text, string expected) => ShouldBecome(text, expected);

    [Theory]
    [InlineData("````\nx````\n```\n````")]
    [InlineData("````\n>````\n```\n")]
    [InlineData("```\n- ```\n** a **")]
    [InlineData("````md\n如下：````\n```py\n** a **\n```\n````")]
    [InlineData("```\n    ```\n** a **\n```")]
    [InlineData("~~~\n    ~~~\n** a **\n~~~")]
    public void Fence_ThatClosesLater_StaysOpen(string code)
    {
        Mended.Of(code).ShouldBe(code);
        Visible.Of(Dialect.With().Render(code)).ShouldBe(Visible.Of(code));
    }

    [Theory]
    [InlineData("````\n>````\n```", "````\n&gt;````\n```\n````")]
    [InlineData("````\nprint(1)````\n````py\nx\n````", "```\nprint(1)\n```\n\n```py\nx\n```")]
    [InlineData("- ```\n  x\n  ```完成。\n- 乙", "-\n\n```\nx\n```\n\n完成。\n\n- 乙")]
    [InlineData("- - - ```\n      ls```\n      完成", "- - *\n\n```\nls\n```\n\n完成")]
    [InlineData("```\n> ls```\n完成", "```\n&gt; ls\n```\n\n完成")]
    [InlineData("> 如下：```\n> x\n> ```\n> 完", "> 如下：\n\n```\nx\n```\n\n> 完")]
    [InlineData("> 如下：```\nx\n```\n完", "> 如下：\n\n```\nx\n```\n\n完")]
    [InlineData("1. a\n   - 如下：```py\n     x\n     ```\n   - 乙", "1. a\n   - 如下：\n\n```py\n     x\n```\n\n- 乙")]
    [InlineData("- ```这是代码\n  x\n  ```\n  乙", "-\n\n```\n这是代码\nx\n```\n\n乙")]
    [InlineData("> - ```sh ls -l\n>   ```\n>   乙", "> -\n\n```sh\nls -l\n```\n\n> 乙")]
    [InlineData(" ```\nx\n    ```\n乙", "```\nx\n```\n\n乙")]
    [InlineData("- ```\n  x\n      ```\n  乙", "-\n\n```\nx\n```\n\n乙")]
    [InlineData("````md\nx```\n- ```py\na\n````", "````md\nx```\n- ```py\na\n````")]
    public void Fence_ThatEnds_EndsItsBlockAlone(string text, string expected) => ShouldBecome(text, expected);

    [Theory]
    [InlineData("脚注[^1]。\n\n[^1]: 说明", "脚注[1]。\n\n[1] 说明")]
    public void Footnote_OfOneWord_IsNoLink(string text, string expected) => ShouldBecome(text, expected);

    [Theory]
    [InlineData("价格如下：\n| 名称 | 价格 |\n|---|---|\n| A | 3 |\n以上。", "价格如下：\n\n| 名称 | 价格 |\n| :--- | :--- |\n| A | 3 |\n\n以上。")]
    [InlineData("价格如下：| 名称 | 价格 |\n|---|---|\n| A | 3 |", "价格如下：\n\n| 名称 | 价格 |\n| :--- | :--- |\n| A | 3 |")]
    [InlineData("| 名称 | 价格 | |---|---| | A | 3 | | B | 5 |", "| 名称 | 价格 |\n| :--- | :--- |\n| A | 3 |\n| B | 5 |")]
    [InlineData("价格：| 名称 | 价格 ||---|---|| A | 3 |", "价格：\n\n| 名称 | 价格 |\n| :--- | :--- |\n| A | 3 |")]
    [InlineData("| a | b |\n|——|：--：|\n| 1 | 2 |", "| a | b |\n| :--- | :---: |\n| 1 | 2 |")]
    [InlineData("> 如下\n> | a | b |\n> |---|---|\n> | 1 | 2 |", "> 如下\n\n| a | b |\n| :--- | :--- |\n| 1 | 2 |")]
    [InlineData("a|b 或 c\nd", "a|b 或 c  \nd")]
    public void Table_GluedToText_StandsApart(string text, string expected) => ShouldBecome(text, expected);

    [Theory]
    [InlineData("处理结果如下，请查收：\n---\n一共三项", "处理结果如下，请查收：\n\n一共三项")]
    [InlineData("甲\n乙\n-----\n丙", "甲  \n乙\n\n丙")]
    [InlineData("> 甲\n> ---\n> 乙", "> 甲\n>\n> 乙")]
    [InlineData("- 甲\n---\n乙", "- 甲\n\n乙")]
    public void Rule_UnderText_MakesNoHeading(string text, string expected) => ShouldBecome(text, expected);

    [Theory]
    [InlineData("##标题\n内容", "## 标题\n\n内容")]
    [InlineData("###1. 概述", "### 1. 概述")]
    [InlineData("到此结束。## 二、步骤\n内容", "到此结束。\n\n## 二、步骤\n\n内容")]
    [InlineData("到此结束。###三、其他", "到此结束。\n\n### 三、其他")]
    [InlineData("#标签 和 #123", "#标签 和 #123")]
    [InlineData("C##x", "C##x")]
    public void Heading_GluedToText_IsOne(string text, string expected) => ShouldBecome(text, expected);

    [Theory]
    [InlineData("有三点：- 甲\n- 乙", "有三点：\n\n- 甲\n- 乙")]
    [InlineData("步骤：1. 备份\n2. 升级", "步骤：\n\n1. 备份\n2. 升级")]
    [InlineData("-甲\n-乙", "- 甲\n- 乙")]
    [InlineData("时间：1. 月\n好", "时间：1. 月  \n好")]
    [InlineData("*甲\n*乙", "- 甲\n- 乙")]
    [InlineData("-甲", "-甲")]
    [InlineData("*重点*内容\n*其他*内容", "*重点*内容  \n*其他*内容")]
    public void List_GluedToText_IsOne(string text, string expected) => ShouldBecome(text, expected);

    [Theory]
    [InlineData(
        "见 <a href=\"https://example.com/x?a=1&b=2\">工单</a>，<font color=\"red\">紧急</font>，<b>重要</b>。",
        "见 [工单](https://example.com/x?a=1&b=2)，紧急，**重要**。")]
    [InlineData("<a href='https://e.test/a(b)'>x</a>", "[x](https://e.test/a%28b%29)")]
    [InlineData("<p>一</p><p>二</p>", "一\n\n二")]
    [InlineData("<div align=\"center\">\n\n居中\n\n</div>", "居中")]
    [InlineData("<details>\n<summary>详情</summary>\n\n内容\n</details>", "**详情**\n\n内容")]
    [InlineData("<ul><li>甲</li><li>乙</li></ul>", "- 甲\n- 乙")]
    [InlineData("<h2>标题</h2>内容", "## 标题\n\n内容")]
    [InlineData("x<sup>2</sup> 和 H<sub>2</sub>O", "x^2 和 H2O")]
    [InlineData("<img src=\"https://e.test/a.png\" alt=\"图\">", "![图](https://e.test/a.png)")]
    [InlineData("按 <kbd>Ctrl</kbd> 和 <code>a*b</code>", "按 `Ctrl` 和 `a*b`")]
    [InlineData("un<b>fold</b>ed", "un **fold** ed")]
    [InlineData("<i>斜</i><u>下划线</u><del>删</del>", "*斜*下划线删")]
    [InlineData("甲<!-- 注释 -->乙", "甲乙")]
    [InlineData(
        "如下：<table><tr><th>名称</th><th>价格</th></tr><tr><td>A|B</td><td>3</td></tr></table>以上",
        "如下：\n\n| 名称 | 价格 |\n| :--- | :--- |\n| A\\|B | 3 |\n\n以上")]
    [InlineData("<table>\n<thead>\n<tr><th>甲</th></tr>\n</thead>\n<tr><td><b>乙</b></td></tr>\n</table>", "| 甲 |\n| :--- |\n| **乙** |")]
    [InlineData("用 `<table><tr><td>x</td></tr></table>` 写", "用 `&lt;table&gt;&lt;tr&gt;&lt;td&gt;x&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;` 写")]
    [InlineData("```html\n<table><tr><td>x</td></tr>\n</table>\n```", "```html\n&lt;table&gt;&lt;tr&gt;&lt;td&gt;x&lt;/td&gt;&lt;/tr&gt;\n&lt;/table&gt;\n```")]
    [InlineData("<blockquote>引用</blockquote>好", "> 引用\n\n好")]
    [InlineData("用 <b> 标签", "用 &lt;b&gt; 标签")]
    [InlineData("List<string> 和 Map<int, T>", "List&lt;string&gt; 和 Map&lt;int, T&gt;")]
    [InlineData("`<b>x</b>` 1 < 2", "`&lt;b&gt;x&lt;/b&gt;` 1 &lt; 2")]
    [InlineData("```html\n<b>x</b><!-- y -->\n```", "```html\n&lt;b&gt;x&lt;/b&gt;&lt;!-- y --&gt;\n```")]
    [InlineData("<!-- 只有注释 -->", "&lt;!-- 只有注释 --&gt;")]
    public void Tags_ThatMeanSomething_AreShownAsThat(string text, string expected) => ShouldBecome(text, expected);

    [Theory]
    [InlineData("请看图：![图](/home/bot/chart.png) 和 ![b](sandbox:/mnt/data/b.png)", "请看图：图 (`/home/bot/chart.png`) 和 b (`sandbox:/mnt/data/b.png`)")]
    [InlineData("![](file:///tmp/a.png)", "`file:///tmp/a.png`")]
    [InlineData("[下载](sandbox:/mnt/data/a%20b.csv)", "下载 (`sandbox:/mnt/data/a b.csv`)")]
    [InlineData("![图](/tmp/a b.png) [表](./x y.csv) [a](b c)", "图 (`/tmp/a b.png`) 表 (`./x y.csv`) [a\\](b c)")]
    [InlineData("![a\\](/x http://e.test，b c.png)", "![a\\](/x http://e.test ，b c.png)")]
    [InlineData("![图](C:\\a.png) [b](docs/x.md)", "图 (`C:\\a.png`) b (`docs/x.md`)")]
    [InlineData(
        "[a](tel:110) [b](mailto:a@b.c) ![c](@media) ![d](https://e.test/d.png)",
        "[a](tel:110) [b](mailto:a@b.c) ![c](@media) ![d](https://e.test/d.png)")]
    public void Picture_UnreachableAddress_IsItsNameAndPath(string text, string expected) => ShouldBecome(text, expected);

    [Theory]
    [InlineData("图表如下：\n\n![chart](data:image/png;base64,BYTES)\n\n完", "图表如下：\n\n（图片“chart”无法显示）\n\n完")]
    [InlineData("see ![chart](data:image/png;base64,BYTES)", "see (picture \"chart\", which cannot be shown)")]
    [InlineData("see <img src=\"data:image/png;base64,BYTES\"> here", "see (a picture that cannot be shown) here")]
    [InlineData("data:image/png;base64,BYTES", "(a picture that cannot be shown)")]
    [InlineData("see ![never closed](data:image/png;base64,BYTES", "see (picture \"never closed\", which cannot be shown)")]
    [InlineData("`data:text/plain;base64,SGk=` is short", "`data:text/plain;base64,SGk=` is short")]
    [InlineData("写 `![x](data:image/png;base64,SGk=)` 即可", "写 `![x](data:image/png;base64,SGk=)` 即可")]
    [InlineData(
        "```md\n![x](data:image/png;base64,SGk=)\n```\n\n![y](data:image/png;base64,SGk=)",
        "```md\n![x](data:image/png;base64,SGk=)\n```\n\n(picture \"y\", which cannot be shown)")]
    public void Picture_OfBytes_IsLeftOutWithAWord(string text, string expected) =>
        ShouldBecome(text.Replace("BYTES", string.Concat(Enumerable.Repeat("iVBORw0KGgo+/A", 20_000)), StringComparison.Ordinal), expected);

    [Theory]
    [InlineData("这个***和那个***都是敏感词", "这个***和那个***都是敏感词")]
    [InlineData("把 src/*.ts 和 test/*.ts 删掉", "把 src/*.ts 和 test/*…")]
    [InlineData("修改 __init__.py", "修改 __init__.py")]
    [InlineData("** 注意 ** 重启", "注意 重启")]
    [InlineData("<b>重要</b>", "重要")]
    public void Title_OfWhatIsMended_IsWhatIsShown(string text, string expected) => TitleMaker.From(text).ShouldBe(expected);

    [Theory]
    [InlineData("** a ** 和 a*b*c __init__ https://e.test/，好")]
    [InlineData("<b>x</b><!-- y --><table><tr><td>x</td></tr></table>")]
    [InlineData("如下：| a | b |\n|---|---|\n甲\n---\n##标题\n-甲\n-乙\n步骤：1. a\n2. b\n[^1]: x\n![图](/tmp/a b.png)")]
    [InlineData(
        "![x](data:image/png;base64,SGk=) data:image/png;base64,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Code_OfAnyKind_StaysAsItIs(string code)
    {
        string[] texts =
        [
            $"甲\n\n```md\n{code}\n```\n\n乙", $"~~~\n{code}\n~~~", $"- 甲\n\n  ```\n  {code.Replace("\n", "\n  ")}\n  ```",
                $"> ```\n> {code.Replace("\n", "\n> ")}\n> ```",
            $"```\n{code}", $"甲 `{code.Replace("\n", " ")}` 乙", $"甲\n\n    {code.Replace("\n", "\n    ")}\n",
        ];

        texts.ShouldAllBe(text => Mended.Of(text) == text);
    }

    [Theory]
    [InlineData("｜项目｜说明｜\n｜---｜:---:｜\n｜甲｜乙｜", "| 项目 | 说明 |\n| :--- | :---: |\n| 甲 | 乙 |")]
    [InlineData("| 项目 | 说明 |\n\n|---|---|\n\n| 甲 | 乙 |\n\n完", "| 项目 | 说明 |\n| :--- | :--- |\n| 甲 | 乙 |\n\n完")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |\n\n| c |\n|---|\n| 3 |", "| a | b |\n| :--- | :--- |\n| 1 | 2 |\n\n| c |\n| :--- |\n| 3 |")]
    [InlineData("｜甲｜乙｜", "｜甲｜乙｜")]
    [InlineData("```\n｜项目｜\n\n｜---｜\n```", "```\n｜项目｜\n\n｜---｜\n```")]
    public void Table_OfBarsOrBlankLinesThatMarkdownDoesNotRead_IsATable(string text, string expected) => ShouldBecome(text, expected);

    [Theory]
    [InlineData("代码：<pre>\nvar x = 1; // **a**\n</pre>完", "代码：\n\n```\nvar x = 1; // **a**\n```\n\n完")]
    [InlineData("<pre class=\"hl\"><code class=\"c\"><span>if</span> (a &amp;&amp; b)</code></pre>", "```\nif (a && b)\n```")]
    [InlineData("<pre>\n```\nx\n```\n</pre>", "&lt;pre&gt;\n\n```\nx\n```\n\n&lt;/pre&gt;")]
    [InlineData("`<pre>x</pre>`", "`&lt;pre&gt;x&lt;/pre&gt;`")]
    public void Pre_InText_IsABlockOfCode(string text, string expected) => ShouldBecome(text, expected);

    [Theory]
    [InlineData("```这是代码\nvar x;\n```", "```\n这是代码\nvar x;\n```")]
    [InlineData("```c++ title=x\nvar x;\n```", "```c++\nvar x;\n```")]
    public void Fence_WithWordsBehindIt_ShowsThem(string text, string expected) => ShouldBecome(text, expected);

    private static void ShouldBecome(string text, string expected)
    {
        var dialect = Dialect.With();

        dialect.Render(text).ShouldBe([expected]);
        dialect.Render(expected).ShouldBe([expected]);
    }
}
