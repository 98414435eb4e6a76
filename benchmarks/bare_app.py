"""The peer: the least that a Streamlit app with a selector and a chart can be."""

import plotly.graph_objects as go
import streamlit as st

COUNTRIES = [
    *("South Korea", "Australia", "Austria", "Belgium", "Canada", "Finland"),
    *("France", "Germany", "Italy", "Japan", "Spain"),
]

chosen = COUNTRIES.index(st.selectbox("Country", COUNTRIES))
values = [chosen + 1, *(7 + chosen * step % 5 for step in range(1, 6))]
st.plotly_chart(go.Figure(go.Bar(x=values, y=list("abcdef"), orientation="h", text=values)), key="chart")
